/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.discovery.ServiceKind;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.discovery.dns.DnsConfig;
import io.atalaia.discovery.dns.DnsServer;
import io.atalaia.platform.catalog.Catalog;
import io.atalaia.platform.catalog.Snapshot;
import io.atalaia.platform.catalog.Standing;
import io.atalaia.platform.clock.Clock;
import io.atalaia.tests.integration.Installed.Result;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What others' programs make of our answers: dig, and the resolver of the C library that Python asks. */
@Timeout(300)
class DnsJudgesTest {
    private static final int MANY = 90;
    /** An address of the loopback that nobody else has, so that the port that resolvers insist on is free. */
    private static final String OWN_ADDRESS = "127.86.0.1";

    private static final int PORT_OF_RESOLVERS = 53;
    private static final String PYTHON =
            """
            import socket, sys
            for name in sys.argv[1:]:
                try:
                    found = socket.getaddrinfo(name, 80, type=socket.SOCK_STREAM)
                    print(name, *sorted(one[4][0] for one in found))
                except socket.gaierror as failed:
                    print(name, failed.errno == socket.EAI_NONAME or failed.errno == socket.EAI_NODATA)
            """;

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Catalog catalog = new OneMoment();
    private DnsServer server;

    @BeforeEach
    void installed() {
        Installed.require("bind9-dnsutils", "command -v dig");
    }

    @AfterEach
    void close() {
        server.close(vertx).await();
        vertx.close().await();
    }

    private void open(String host, int port) {
        var config = new DnsConfig(host, port, "atalaia", 1, 10, Duration.ofSeconds(10), 0);
        server = new DnsServer(config, catalog, Clock.system(), new SimpleMeterRegistry());
        server.open(vertx).await();
    }

    private String dig(String... arguments) {
        var command = new ArrayList<>(
                List.of("dig", "@127.0.0.1", "-p", Integer.toString(server.port()), "+nocmd", "+norecurse"));
        command.addAll(Arrays.asList(arguments));
        Result result = Installed.run(directory, Map.of(), "", command.toArray(String[]::new));
        // It warns of what it had to overlook.
        assertThat(result.good()).doesNotContain("WARNING", "Malformed", "malformed");
        return result.output();
    }

    @Test
    void digFindsAddressesServicesAndTexts() {
        open("127.0.0.1", 0);
        assertThat(dig("+short", "web.service.atalaia", "A").lines()).containsExactlyInAnyOrder("10.0.0.1", "10.0.0.2");
        assertThat(dig("+short", "web.service.atalaia", "AAAA")).isEqualTo("2001:db8::6\n");
        assertThat(dig("+short", "blue.web.service.atalaia")).isEqualTo("10.0.0.1\n");
        assertThat(dig("+short", "lisbon.node.atalaia")).isEqualTo("10.1.0.1\n");
        assertThat(dig("+short", "_web._blue.service.atalaia", "SRV")).isEqualTo("1 5 8080 0a000001.addr.atalaia.\n");
        assertThat(dig("+short", "blue.web.service.atalaia", "TXT"))
                .isEqualTo("\"id=web-1\" \"tag=blue\" \"version=2\"\n");
        assertThat(dig("+noall", "+additional", "_web._tcp.service.atalaia", "SRV"))
                .contains("0a000001.addr.atalaia.\t0\tIN\tA\t10.0.0.1");
    }

    @Test
    void digSeesTheLettersAsTheyWereAskedAndWhatWeAre() {
        open("127.0.0.1", 0);
        String answer = dig("WeB.service.ATALAIA", "A");
        assertThat(answer)
                .contains("status: NOERROR", "flags: qr aa;", "EDNS: version: 0", "udp: 1232")
                .contains("WeB.service.ATALAIA.\t0\tIN\tA\t10.0.0.1");
    }

    @Test
    void digSeesWhatDoesNotExistForASecond() {
        open("127.0.0.1", 0);
        assertThat(dig("nobody.service.atalaia"))
                .contains("status: NXDOMAIN")
                .containsPattern("atalaia\\.\\s+1\\s+IN\\s+SOA\\s+ns\\.atalaia\\. hostmaster\\.atalaia\\. 4 .* 1\n");
        assertThat(dig("web.service.atalaia", "MX")).contains("status: NOERROR", "ANSWER: 0", "SOA");
        assertThat(dig("example.com")).contains("status: REFUSED");
        assertThat(dig("+tcp", "web.service.atalaia", "ANY")).contains("HINFO\t\"RFC8482\" \"\"");
        assertThat(dig("+opcode=update", "+noedns", "atalaia")).contains("status: NOTIMP");
        assertThat(dig("+edns=1", "+noednsnegotiation", "web.service.atalaia")).contains("status: BADVERS");
    }

    @Test
    void digComesOverTcpForWhatDoesNotFit() {
        open("127.0.0.1", 0);
        assertThat(dig("+noedns", "+ignore", "big.service.atalaia")).contains("flags: qr aa tc;");
        assertThat(dig("+short", "big.service.atalaia").lines()).hasSize(MANY).doesNotHaveDuplicates();
        assertThat(dig("+tcp", "+keepopen", "+short", "web.service.atalaia", "lisbon.node.atalaia")
                        .lines())
                .contains("10.1.0.1");
    }

    /** In a view of the file system of its own, where the resolver's configuration names our server. */
    @Test
    void pythonResolvesNames() throws IOException {
        Installed.require("python3", "/usr/bin/python3 -c 'import socket'");
        boolean able =
                Installed.run(directory, Map.of(), "", "unshare", "-m", "true").code() == 0;
        if (able) {
            open(OWN_ADDRESS, PORT_OF_RESOLVERS);
        } else {
            open("127.0.0.1", 0);
        }
        assumeTrue(able, "only root can give a program a resolver of its own");
        Path resolver = Files.writeString(directory.resolve("resolv.conf"), "nameserver " + OWN_ADDRESS + "\n");
        Path order = Files.writeString(directory.resolve("nsswitch.conf"), "hosts: files dns\n");
        Path program = Files.writeString(directory.resolve("resolve.py"), PYTHON);
        String script = "mount --bind " + resolver + " /etc/resolv.conf && mount --bind " + order
                + " /etc/nsswitch.conf && exec /usr/bin/python3 " + program
                + " web.service.atalaia big.service.atalaia nobody.service.atalaia sick.service.atalaia";
        String said = Installed.run(directory, Map.of(), "", "unshare", "-m", "sh", "-c", script)
                .good();
        assertThat(said.lines().toList())
                .startsWith("web.service.atalaia 10.0.0.1 10.0.0.2 2001:db8::6")
                .endsWith("nobody.service.atalaia True", "sick.service.atalaia True");
        assertThat(said.lines().toList().get(1).split(" ")).hasSize(1 + MANY);
    }

    /** A registry that never changes. */
    private static final class OneMoment implements Catalog {
        private final Snapshot now;

        OneMoment() {
            List<Standing> big = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                big.add(standing("big-" + i, "big", "10.2.0." + i, Health.PASSING));
            }
            now = new Snapshot(
                    4,
                    false,
                    Map.of(
                            "web",
                            List.of(
                                    standing("web-1", "web", "10.0.0.1", Health.PASSING, "blue"),
                                    standing("web-2", "web", "10.0.0.2", Health.PASSING),
                                    standing("web-6", "web", "2001:db8::6", Health.PASSING),
                                    standing("web-9", "web", "10.0.0.9", Health.FAILING)),
                            "sick",
                            List.of(standing("sick-1", "sick", "10.0.0.9", Health.FAILING)),
                            "big",
                            big),
                    Map.of("lisbon", "10.1.0.1"));
        }

        private static Standing standing(String id, String name, String address, Health health, String... tags) {
            var registration = new Registration(
                    id,
                    name,
                    ServiceKind.HTTP,
                    address,
                    8080,
                    List.of(tags),
                    5,
                    Map.of("version", "2"),
                    0,
                    List.of(),
                    null,
                    "a",
                    "a",
                    0);
            return new Standing(registration, health, "");
        }

        @Override
        public Snapshot now() {
            return now;
        }

        @Override
        public Watching watch(Consumer<Snapshot> listener) {
            listener.accept(now);
            return () -> {};
        }
    }
}
