/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command.doctor;

import io.atalaia.agent.GatewayAddress;
import io.atalaia.platform.tls.TlsTrouble;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** Whether a gateway can be reached, is the one that is meant, and has the same time. */
public final class GatewayCheck {
    /** Samples that are further off are put aside by storage. */
    private static final long MOST_SKEW_SECONDS = 600;

    private static final long LITTLE_SKEW_SECONDS = 5;

    private final GatewayAddress address;
    private final Caller caller;
    private final Clock clock;
    private final String what;

    /** @param trusted whom to take for it, where it is reached over TLS */
    public GatewayCheck(GatewayAddress address, SSLContext trusted, Clock clock) {
        this.address = address;
        this.clock = clock;
        caller = new Caller(address, trusted);
        what = "gateway " + (address.secure() ? "https://" : "") + address.host() + ":" + address.port();
    }

    /** What the findings are about. */
    public String what() {
        return what;
    }

    /** As far as it comes; what follows a failure would only repeat it. */
    public List<Finding> look() {
        var findings = new ArrayList<Finding>();
        try {
            var heard = caller.call();
            if (heard.certificate() != null) {
                findings.add(FileChecks.ends(
                        what + " TLS", heard.certificate().getNotAfter().toInstant(), clock.instant()));
            }
            findings.add(answered(heard));
            if (heard.date() != null) {
                findings.add(
                        skew(heard.date().getEpochSecond() - clock.instant().getEpochSecond()));
            }
        } catch (UnknownHostException e) {
            findings.add(Finding.fail(what, "no address is known for " + address.host(), "correct the name, or DNS"));
        } catch (SSLException e) {
            findings.add(tls(e));
        } catch (IOException e) {
            findings.add(Finding.fail(
                    what,
                    "cannot be reached: " + e.getMessage(),
                    "see that it runs, that the port is right, and that no firewall stands between"));
        }
        return findings;
    }

    private Finding answered(Caller.Heard heard) {
        if (heard.status() == 200) {
            return Finding.ok(what, "answers");
        }
        return heard.status() == 400 && !address.secure()
                ? Finding.fail(what, "answers that it speaks TLS", "write https:// before the address")
                : Finding.fail(
                        what, "answers /healthz with status " + heard.status(), "see that this is Atalaia's port");
    }

    private Finding tls(SSLException failure) {
        String said = TlsTrouble.sentence(failure).orElse("breaks the handshake: " + failure.getMessage());
        String shown = caller.shown().map(GatewayCheck::words).orElse("");
        return Finding.fail(
                what + " TLS",
                said + shown,
                "call it by a name in its certificate, and name its authority"
                        + " (agent.tls.authorities, --authorities)");
    }

    private static String words(X509Certificate certificate) {
        return " (it shows " + certificate.getSubjectX500Principal() + " for " + Names.of(certificate) + " by "
                + certificate.getIssuerX500Principal() + " until "
                + certificate.getNotAfter().toInstant() + ")";
    }

    private Finding skew(long seconds) {
        String name = what + " clock";
        long off = Math.abs(seconds);
        String detail = "this machine is " + off + " s " + (seconds > 0 ? "behind" : "ahead");
        String mend = "let chrony or systemd-timesyncd keep the clock";
        if (off > MOST_SKEW_SECONDS) {
            return Finding.fail(name, detail + ": its samples are put aside", mend);
        }
        return off > LITTLE_SKEW_SECONDS
                ? Finding.warn(name, detail, mend)
                : Finding.ok(name, "the same to a few seconds");
    }
}
