/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.config;

import com.fasterxml.jackson.databind.JsonNode;

/** A value given for a key, and by whom. */
record Setting(JsonNode value, String origin) {}
