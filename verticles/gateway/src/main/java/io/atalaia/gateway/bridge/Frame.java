/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.bridge;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A message to pages, written once for all of them.
 *
 * @param machine the machine that it is about; empty for the whole fleet
 * @param full whether also pages that want every tenth second get it
 * @param json its body
 */
record Frame(String machine, boolean full, @JsonValue @JsonRawValue String json) {}
