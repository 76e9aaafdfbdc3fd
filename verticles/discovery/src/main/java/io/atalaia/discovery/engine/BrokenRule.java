/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.engine;

/** A registration that is refused; the message names the field and the rule. */
public final class BrokenRule extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokenRule(String field, String rule) {
        super(field + " " + rule, null, false, false);
    }
}
