/** Configuration: one commented YAML file, environment and command line into records, every problem reported at once. */
@CheckReturnValue
package io.atalaia.platform.config;

import com.google.errorprone.annotations.CheckReturnValue;
