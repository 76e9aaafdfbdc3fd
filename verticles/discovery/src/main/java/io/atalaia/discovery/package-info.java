/** Which services run where: reads the registry for everybody. */
@CheckReturnValue
package io.atalaia.discovery;

import com.google.errorprone.annotations.CheckReturnValue;
