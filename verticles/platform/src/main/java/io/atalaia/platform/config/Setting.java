/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.config;

import org.yaml.snakeyaml.nodes.Node;

/** A value given for a key, and by whom. */
record Setting(Node value, String origin) {}
