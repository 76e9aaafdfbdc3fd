/** Where figures are read: files of /proc and /sys on Linux, OSHI elsewhere. */
@CheckReturnValue
package io.atalaia.agent.read;

import com.google.errorprone.annotations.CheckReturnValue;
