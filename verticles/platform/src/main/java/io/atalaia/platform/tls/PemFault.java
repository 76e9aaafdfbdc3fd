/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.tls;

/** What is wrong with a file, in a sentence without the file's content. */
public final class PemFault extends IllegalArgumentException {
    private static final long serialVersionUID = 1;
    private final transient PemFile file;
    private final String rule;

    PemFault(PemFile file, String rule) {
        super(file.key() + " = " + file.path() + ": " + rule);
        this.file = file;
        this.rule = rule;
    }

    public PemFile file() {
        return file;
    }

    /** The sentence without the name of the file. */
    public String rule() {
        return rule;
    }
}
