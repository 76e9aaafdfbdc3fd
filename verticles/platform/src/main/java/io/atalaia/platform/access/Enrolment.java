/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.access;

/**
 * Lets one machine get a token of its own, once.
 *
 * @param hash of the secret
 * @param createdBy the name of who made it
 * @param ends epoch milliseconds
 */
public record Enrolment(String hash, String createdBy, long ends) {

    /** Names it without telling the secret, also when it is gone: the first signs of the hash, as with tokens. */
    public String id() {
        return AccessToken.idOf(hash);
    }
}
