/** The grammar of the text protocol, and how long its answers may be. */
@CheckReturnValue
package io.atalaia.discovery.text.engine;

import com.google.errorprone.annotations.CheckReturnValue;
