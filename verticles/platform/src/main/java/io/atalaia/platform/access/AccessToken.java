/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.access;

import io.atalaia.contracts.access.Right;
import java.util.Set;

/**
 * What a program shows to be let in. Times are epoch milliseconds.
 *
 * @param id the first signs of the hash: names the token without telling it
 * @param hash of the token
 * @param scopes as they were asked for, without what they include
 * @param machine the only one whose agent may use it; empty for any program
 * @param enrolment the id of the enrolment that it was exchanged for; empty for other tokens
 * @param createdBy the name of who made it
 * @param ends when it stops working; {@link Long#MAX_VALUE} for never
 * @param used when it was used last, to the minute; 0 for never
 * @param revoked since when it does not work any more; 0 while it does
 */
public record AccessToken(
        String id,
        String hash,
        String name,
        Set<Right> scopes,
        String machine,
        String enrolment,
        long created,
        String createdBy,
        long ends,
        long used,
        long revoked) {
    /** 96 bits: two tokens never share them, and nobody finds a token from them. */
    private static final int ID_SIGNS = 24;

    public AccessToken {
        scopes = Set.copyOf(scopes);
    }

    /** The id of the token that has this hash. */
    public static String idOf(String hash) {
        return hash.substring(0, ID_SIGNS);
    }

    public boolean works(long atMillis) {
        return revoked == 0 && atMillis < ends;
    }
}
