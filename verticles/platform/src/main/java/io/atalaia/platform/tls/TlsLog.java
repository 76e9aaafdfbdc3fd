/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.tls;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says each change of a listener's certificate once. For one event loop. */
final class TlsLog {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);
    /** Whoever renews by a program does so weeks before. */
    private static final Duration SOON = Duration.ofDays(14);

    private final PemFiles files;
    private int broken;
    private boolean late;

    TlsLog(PemFiles files) {
        this.files = files;
    }

    /** Certificate and key are two files, and one is always written first: what is wrong at one look alone is no news. */
    void broken(Throwable cause) {
        if (++broken == 2) {
            LOG.atWarn().log("{}; what was read before goes on being used", cause.getMessage());
        }
    }

    void changed(Pems pems) {
        broken = 0;
        LOG.atInfo()
                .addKeyValue("certificate", files.certificate().path())
                .addKeyValue("ends", pems.ends())
                .log("the certificate changed; who connects from now on gets the new one");
    }

    /** What was broken is again as it was when it was read last. */
    void sound() {
        broken = 0;
    }

    void ends(Instant end, Instant now) {
        boolean soon = end.isBefore(now.plus(SOON));
        if (soon && !late) {
            LOG.atWarn()
                    .addKeyValue("certificate", files.certificate().path())
                    .addKeyValue("ends", end)
                    .log(
                            end.isBefore(now)
                                    ? "the certificate has ended: clients refuse it"
                                    : "the certificate ends soon");
        }
        late = soon;
    }
}
