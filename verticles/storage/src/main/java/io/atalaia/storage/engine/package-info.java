/** What storage computes: pure, without futures, driver or clock. */
@CheckReturnValue
package io.atalaia.storage.engine;

import com.google.errorprone.annotations.CheckReturnValue;
