/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.contracts.discovery.Check;
import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.discovery.ServiceKind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationRulesTest {
    private static Registration service(String name, ServiceKind kind, String address, int port, List<Check> checks) {
        return new Registration("", name, kind, address, port, null, 1, null, 0, checks, null, "n", "lisbon", 1);
    }

    private static Registration http(String address) {
        return service("shop", ServiceKind.HTTP, address, 80, null);
    }

    private static void refused(Registration registration, String beginning) {
        assertThatThrownBy(() -> RegistrationRules.complete(registration))
                .isInstanceOf(BrokenRule.class)
                .hasMessageStartingWith(beginning);
    }

    @Test
    void theSameInstanceAlwaysHasTheSameIdAndAnotherHasAnother() {
        var one = RegistrationRules.complete(http("10.0.0.7"));
        assertThat(one.id())
                .startsWith("shop-")
                .hasSize(13)
                .isEqualTo(RegistrationRules.complete(http("10.0.0.7")).id());
        assertThat(RegistrationRules.complete(http("10.0.0.8")).id()).isNotEqualTo(one.id());
    }

    @Test
    void whatWasLeftOutIsFilledIn() {
        var one = RegistrationRules.complete(
                service("shop", ServiceKind.HTTP, "10.0.0.7", 80, List.of(new Check(Check.Kind.HTTP, null, 0, 0))));
        assertThat(one.tags()).isEmpty();
        assertThat(one.meta()).isEmpty();
        assertThat(one.checks()).containsExactly(new Check(Check.Kind.HTTP, "/", 2_000, 1_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Shop",
                "-shop",
                "shop-",
                "sh op",
                "shop.eu",
                "ä",
                "a123456789b123456789c123456789d123456789e123456789f123456789abcd"
            })
    void aNameThatIsNoLabelIsRefused(String name) {
        refused(service(name, ServiceKind.TCP, "10.0.0.7", 80, null), "name must be");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0.0.0.0",
                "::",
                "224.0.0.1",
                "255.255.255.255",
                "ff02::1",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "a b",
                "a..b",
                "[::1]",
                "http://x"
            })
    void anAddressAtWhichNoOneMachineIsIsRefused(String address) {
        refused(http(address), "address must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.7", "127.0.0.1", "fe80::1", "2001:db8::7", "db-1.example.com", "localhost"})
    void anAddressOrAHostsNameIsTaken(String address) {
        assertThat(RegistrationRules.complete(http(address)).address()).isEqualTo(address);
    }

    @Test
    void portsBelongToAllKindsButTheBus() {
        refused(service("shop", ServiceKind.TCP, "10.0.0.7", 0, null), "port must be 1 to 65535");
        refused(service("shop", ServiceKind.TCP, "10.0.0.7", 65_536, null), "port must be 1 to 65535");
        refused(service("shop", ServiceKind.BUS, "shop.v1", 80, null), "port of kind bus must be left out");
        assertThat(RegistrationRules.complete(service("shop", ServiceKind.BUS, "shop.v1", 0, null))
                        .port())
                .isZero();
    }

    @Test
    void tooMuchOfAnythingIsRefused() {
        var base = http("10.0.0.7");
        refused(with(base, List.of("a", "a"), Map.of(), 1, 0), "tags must be at most 16, each once");
        refused(with(base, List.of("A"), Map.of(), 1, 0), "tags must be 1 to 63");
        refused(with(base, List.of(), Map.of("k", "x".repeat(257)), 1, 0), "meta.k must be at most 256");
        refused(with(base, List.of(), Map.of("k", "a\nb"), 1, 0), "meta.k must be");
        refused(with(base, List.of(), Map.of(), 1001, 0), "weight must be 0 to 1000");
        refused(with(base, List.of(), Map.of(), 1, 2_999), "lease must be 3 s to 24 h");
        refused(
                service(
                        "shop",
                        ServiceKind.TCP,
                        "10.0.0.7",
                        80,
                        Collections.nCopies(9, new Check(Check.Kind.TCP, "", 0, 0))),
                "checks must be at most 8");
    }

    private static Registration with(
            Registration base, List<String> tags, Map<String, String> meta, int weight, long lease) {
        return new Registration(
                "",
                base.name(),
                base.kind(),
                base.address(),
                base.port(),
                tags,
                weight,
                meta,
                lease,
                null,
                null,
                "n",
                "h",
                1);
    }

    @Test
    void checksHaveRulesOfTheirOwn() {
        checked(new Check(null, "", 0, 0), "checks.kind must be http");
        checked(new Check(Check.Kind.BUS, "", 0, 0), "checks.kind must be bus or ttl");
        checked(new Check(Check.Kind.HTTP, "health", 0, 0), "checks.target must be a path");
        checked(new Check(Check.Kind.HTTP, "/a b", 0, 0), "checks.target must be a path");
        checked(new Check(Check.Kind.HTTP, "/\r\nX: y", 0, 0), "checks.target must be at most");
        checked(new Check(Check.Kind.TCP, "/", 0, 0), "checks.target must be left out for tcp");
        checked(new Check(Check.Kind.TCP, "", 499, 0), "checks.every must be 500 ms to 10 min");
        checked(new Check(Check.Kind.TCP, "", 2_000, 1_001), "checks.timeout must be at most half");
        checked(new Check(Check.Kind.TCP, "", 60_000, 2_001), "checks.timeout must be at most half");
    }

    private static void checked(Check check, String beginning) {
        refused(service("shop", ServiceKind.HTTP, "10.0.0.7", 80, List.of(check)), beginning);
    }
}
