/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.platform.bus.Fault;

/** A failure that the asker is told of in a sentence: an HTTP status, what is wrong, and which parameter is. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String parameter;

    /** @param parameter null when no single one is to blame */
    Problem(int status, String detail, String parameter) {
        super(detail, null, false, false);
        this.status = status;
        this.parameter = parameter;
    }

    Problem(int status, String detail) {
        this(status, detail, null);
    }

    static Problem bad(String parameter, String detail) {
        return new Problem(Fault.BAD_REQUEST, detail, parameter);
    }

    static Problem notFound(String detail, String parameter) {
        return new Problem(Fault.NOT_FOUND, detail, parameter);
    }

    int status() {
        return status;
    }

    String parameter() {
        return parameter;
    }
}
