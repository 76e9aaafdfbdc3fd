/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** Logging in with an OpenID Connect provider: what it says is checked here, and trusted no further than the configuration says. */
@CheckReturnValue
package io.atalaia.gateway.access.oidc;

import com.google.errorprone.annotations.CheckReturnValue;
