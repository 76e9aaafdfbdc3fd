/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.atalaia.gateway.House;
import io.atalaia.gateway.LimitsConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ten thousand connections of which half say nothing and half nothing after their first question. */
@Timeout(120)
class CrowdTest {
    private static final int CROWD = 10_000;
    private static final int ADDRESSES = 5;
    private static final int OF_ONE_ADDRESS = CROWD / ADDRESSES;
    /** A connection that waits for its first byte has buffers and handlers, and no request. */
    private static final long MOST_BYTES_EACH = 20_000;

    private House house;
    private Process crowd;

    @BeforeEach
    void open() {
        var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        assumeThat(system.getMaxFileDescriptorCount())
                .as("file descriptors that a process may have")
                .isGreaterThan(CROWD + 1_000);
        house = House.open(House.config()
                .with(new LimitsConfig(
                        CROWD + 500,
                        OF_ONE_ADDRESS,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60),
                        10_000,
                        10_000,
                        10_000,
                        10_000)));
    }

    @AfterEach
    void close() throws InterruptedException {
        if (crowd != null) {
            crowd.destroy();
            assertThat(crowd.waitFor()).isGreaterThanOrEqualTo(0);
        }
        if (house != null) {
            house.close();
        }
    }

    private String gather(int count) throws IOException {
        crowd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IdleCrowd.class.getName(),
                        Integer.toString(house.gateway.port()),
                        Integer.toString(count),
                        Integer.toString(ADDRESSES))
                .redirectErrorStream(true)
                .start();
        return new BufferedReader(new InputStreamReader(crowd.getInputStream())).readLine();
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void tenThousandIdleConnections_takeLittleAndKeepNobodyElseOut() throws IOException {
        assertThat(house.get("/healthz").status()).isEqualTo(200);
        long before = used();
        assertThat(gather(CROWD)).isEqualTo("open " + CROWD);
        long begun = System.nanoTime();
        for (int i = 0; i < 50; i++) {
            assertThat(house.get("/healthz").status()).isEqualTo(200);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
        assertThat((used() - before) / CROWD).as("bytes of heap each").isLessThan(MOST_BYTES_EACH);
    }

    @Test
    void beyondTheLimitOfAnAddressConnectionsAreClosedAndOthersServed() throws IOException {
        house.gateway.change(new LimitsConfig(
                CROWD, 100, Duration.ofSeconds(60), Duration.ofSeconds(60), 10_000, 10_000, 10_000, 10_000));
        // Those that ask: each second one, so that of 5 addresses each has 120 of them.
        assertThat(gather(1_200)).isEqualTo("open 1200");
        House.eventually(() -> assertThat(house.meters
                        .get("atalaia_http_connections_closed")
                        .tag("listener", "gateway")
                        .tag("why", "too-many")
                        .counter()
                        .count())
                .isEqualTo(100));
        assertThat(house.get("/healthz").status()).isEqualTo(200);
    }
}
