/** Carries out the checks and answers what came of them. */
@CheckReturnValue
package io.atalaia.health.service;

import com.google.errorprone.annotations.CheckReturnValue;
