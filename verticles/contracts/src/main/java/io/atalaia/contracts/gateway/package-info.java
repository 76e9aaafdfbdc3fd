/** What gateways tell each other and hear from agents. */
@CheckReturnValue
package io.atalaia.contracts.gateway;

import com.google.errorprone.annotations.CheckReturnValue;
