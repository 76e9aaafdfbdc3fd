/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** The description of the REST API: files of YAML beside this package's classes, joined into one OpenAPI document. */
@CheckReturnValue
package io.atalaia.gateway.openapi;

import com.google.errorprone.annotations.CheckReturnValue;
