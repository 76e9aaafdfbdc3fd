/** What several roles compute alike: pure. */
@CheckReturnValue
package io.atalaia.platform.engine;

import com.google.errorprone.annotations.CheckReturnValue;
