/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine.exposition;

/**
 * A metric as its two lines of comment describe it.
 *
 * @param type counter, gauge or untyped
 */
record Family(String name, String type, String help) {

    void writeTo(StringBuilder out) {
        out.append("# HELP ").append(name).append(' ');
        Text.help(out, help);
        out.append("\n# TYPE ").append(name).append(' ').append(type).append('\n');
    }
}
