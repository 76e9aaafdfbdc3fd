/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.tests.support.TestCertificates;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An enrolment's exchange with a gateway that speaks TLS. */
class EnrollingTest {
    private static final int PATIENCE_SECONDS = 30;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private int port;

    @BeforeEach
    void open() throws TimeoutException {
        var own = new PemKeyCertOptions()
                .addCertPath(TestCertificates.write("gateway.pem", folder).toString())
                .addKeyPath(TestCertificates.write("gateway.key", folder).toString());
        port = vertx.createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(own))
                .requestHandler(
                        request -> request.response().setStatusCode(201).end("{\"token\":\"ata_of-this-machine\"}"))
                .listen(0, "127.0.0.1")
                .await(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .actualPort();
    }

    @AfterEach
    void close() throws TimeoutException {
        var ignored = vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private Enrolling enrolling(String authorities) {
        var all = List.of(
                "data.directory=" + folder.resolve("data"),
                "agent.tls.authorities=" + TestCertificates.write(authorities, folder));
        var invocation =
                new AgentInvocation(null, List.of("https://localhost:" + port), "an-enrolment-of-signs", false, all);
        return new Enrolling(invocation.load(Map.of()).config());
    }

    @Test
    void theGatewayIsKnownByTheAuthoritiesThatTheAgentTrusts() throws IOException, InterruptedException {
        assertThat(enrolling("authority.pem").with("an-enrolment")).isEqualTo("ata_of-this-machine");
    }

    @Test
    void anotherGatewayIsToldNothing() {
        assertThatThrownBy(() -> enrolling("stranger-authority.pem").with("an-enrolment"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("of an authority that is not trusted here")
                .hasMessageContaining("agent.tls.authorities");
    }
}
