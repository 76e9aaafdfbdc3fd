/** Answers which services run where. */
@CheckReturnValue
package io.atalaia.discovery.service;

import com.google.errorprone.annotations.CheckReturnValue;
