/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access.oidc;

/** Why somebody does not come in with a provider. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Why why;

    /** What the page of the log-in says, in a word of its address. */
    public enum Why {
        /** It did not begin in this browser, or too long ago. */
        BEGUN,
        /** The provider does not answer, or said no, or what cannot be believed. */
        PROVIDER,
        /** Nothing that the provider says of them stands for a role here. */
        ROLE,
        /** An administrator disabled them here, or the name is another's. */
        PERSON;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** @param detail for the log and the audit; nothing secret */
    public Refused(Why why, String detail) {
        super(detail, null, false, false);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
