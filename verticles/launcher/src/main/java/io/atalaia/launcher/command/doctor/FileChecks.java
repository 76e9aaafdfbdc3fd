/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command.doctor;

import io.atalaia.platform.tls.PemFault;
import io.atalaia.platform.tls.PemFile;
import io.atalaia.platform.tls.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Certificates and secrets in files. */
public final class FileChecks {
    static final Duration SOON = Duration.ofDays(14);

    private FileChecks() {}

    /** Nothing when none are named. */
    public static List<Finding> pems(PemFiles files, Instant now) {
        var findings = new ArrayList<Finding>();
        try {
            var pems = files.read();
            if (!pems.chain().isEmpty()) {
                findings.add(ends(files.certificate().key(), pems.ends(), now));
                findings.add(Finding.ok(
                        files.certificate().key(),
                        "is for " + Names.of(pems.chain().get(0))));
                findings.add(secret(files.key().key(), Path.of(files.key().path())));
            }
        } catch (PemFault e) {
            PemFile file = e.file();
            findings.add(Finding.fail(
                    file.key(), file.path() + " " + e.rule(), "name the right file, and let this user read it"));
        }
        return findings;
    }

    static Finding ends(String what, Instant end, Instant now) {
        String detail = "the certificate holds until " + end;
        if (end.isBefore(now)) {
            return Finding.fail(what, "the certificate ended at " + end, "renew it; it is read anew by itself");
        }
        return end.isBefore(now.plus(SOON))
                ? Finding.warn(what, detail, "renew it; it is read anew by itself")
                : Finding.ok(what, detail);
    }

    /** Whether others than its owner and group can read what should be secret. */
    public static Finding secret(String what, Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)
                    ? Finding.warn(what, "every user of this machine can read " + file, "chmod o-rwx " + file)
                    : Finding.ok(what, file + " is closed to other users");
        } catch (IOException | UnsupportedOperationException e) {
            return Finding.warn(what, "who may read " + file + " cannot be told", "look at its rights");
        }
    }
}
