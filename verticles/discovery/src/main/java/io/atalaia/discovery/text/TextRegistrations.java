/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.text;

import io.atalaia.contracts.discovery.Check;
import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.discovery.ServiceKind;
import io.atalaia.discovery.text.engine.Command;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What a line registers: TCP, without a lease, watched by connecting to it. */
final class TextRegistrations {
    private static final Check CONNECTS = new Check(Check.Kind.TCP, "", 2_000, 1_000);
    private static final int ID_BYTES = 10;

    private TextRegistrations() {}

    static Registration of(Command command) {
        return new Registration(
                id(command),
                command.name(),
                ServiceKind.TCP,
                command.place().address(),
                command.place().port(),
                List.of(),
                1,
                Map.of(),
                0,
                List.of(CONNECTS),
                null,
                null,
                null,
                0);
    }

    /** Follows from name and place, so that DEL finds what ADD made, and a second ADD makes nothing new. */
    static String id(Command command) {
        String whole = command.name() + " " + command.place().address() + " "
                + command.place().port();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
            return "text-" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
