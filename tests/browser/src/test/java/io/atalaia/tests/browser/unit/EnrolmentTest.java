/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The line that an operator carries to a machine. */
class EnrolmentTest {
    private static Modules js;

    @BeforeAll
    static void load() {
        js = Modules.load("core/enrolment");
    }

    @AfterAll
    static void close() {
        js.close();
    }

    private static String line(String protocol, String host, String port, String made) {
        return js.text("enrolment.commandFor({protocol: '%s:', hostname: '%s', port: '%s'}, {enrolment: 'ate_x'%s})"
                .formatted(protocol, host, port, made));
    }

    @Test
    void underACertificateThatOthersVouchForNothingMoreIsNeeded() {
        assertThat(line("https", "hub.example.org", "8080", ""))
                .isEqualTo("./atalaia-agent --gateway https://hub.example.org:8080 --enrol ate_x");
        assertThat(line("https", "hub.example.org", "", "")).contains("https://hub.example.org:443 ");
    }

    @Test
    void aCertificateThatVouchesForItselfGoesAlongInTheSameLine() {
        assertThat(line("https", "[fe80::1]", "8080", ", authority: '-----BEGIN X-----\\nab+/=\\n-----END X-----\\n'"))
                .isEqualTo("printf '%s\\n' '-----BEGIN X-----' 'ab+/=' '-----END X-----' > atalaia-hub.pem"
                        + " && ./atalaia-agent --gateway https://[fe80::1]:8080"
                        + " --set agent.tls.authorities=atalaia-hub.pem --enrol ate_x");
    }

    @Test
    void whereTheGatewayHasTheAgentTheLineFetchesIt() {
        String has = ", agentPackage: '/atalaia-agent.tar.gz'";
        assertThat(line("https", "hub.example.org", "", has))
                .isEqualTo("curl -fsS https://hub.example.org:443/atalaia-agent.tar.gz | tar xz"
                        + " && ./atalaia-agent/atalaia-agent --gateway https://hub.example.org:443 --enrol ate_x");
        assertThat(line("https", "hub.example.org", "8080", has + ", authority: 'ab'"))
                .startsWith("printf '%s\\n' 'ab' > atalaia-hub.pem && curl -fsS --cacert atalaia-hub.pem https://");
        assertThat(line("http", "127.0.0.1", "8080", has)).startsWith("curl -fsS http://127.0.0.1:8080/");
    }

    @Test
    void nothingIsFetchedFromAnotherMachineInPlainTextAndRun() {
        assertThat(line("http", "10.0.0.1", "8080", ", agentPackage: '/atalaia-agent.tar.gz'"))
                .isEqualTo("./atalaia-agent --gateway 10.0.0.1:8080 --insecure --enrol ate_x");
    }

    @Test
    void plainTextToAnotherMachineIsSaidAloud() {
        assertThat(line("http", "10.0.0.1", "8080", ""))
                .isEqualTo("./atalaia-agent --gateway 10.0.0.1:8080 --insecure --enrol ate_x");
        assertThat(line("http", "127.0.0.1", "8080", "")).doesNotContain("--insecure");
        assertThat(line("http", "localhost", "", ""))
                .contains("--gateway localhost:80 ")
                .doesNotContain("--insecure");
        assertThat(line("http", "localhost.example.org", "", "")).contains("--insecure");
    }
}
