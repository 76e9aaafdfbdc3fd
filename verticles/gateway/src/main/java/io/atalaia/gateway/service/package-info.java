/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** Hears agents and other gateways, asks storage, and knows every machine of the fleet. */
@CheckReturnValue
package io.atalaia.gateway.service;

import com.google.errorprone.annotations.CheckReturnValue;
