/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

/** A field of a request breaks a rule. */
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String field;
    private final String rule;

    /** @param field as the proto file names it */
    Violation(String field, String rule) {
        super(field + " " + rule, null, false, false);
        this.field = field;
        this.rule = rule;
    }

    String field() {
        return field;
    }

    String rule() {
        return rule;
    }
}
