/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.discovery.ServiceKind;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.discovery.MemoryRegistry;
import io.atalaia.platform.catalog.Snapshot;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
    private static final int MANY = 100;

    private final RandomGenerator random = new SplittableRandom(1);
    private final MemoryRegistry registry = new MemoryRegistry()
            .with("web-1", "web", "10.0.0.1", 8080, "blue")
            .with("web-2", "web", "10.0.0.2", 8081, "green")
            .with("web-6", "web", "2001:db8::6", 8080, "green")
            .with(MemoryRegistry.registration("dns-1", "lookup", ServiceKind.UDP, "10.0.0.9", 53), Health.PASSING)
            .with(MemoryRegistry.registration("sick-1", "sick", ServiceKind.TCP, "10.0.0.5", 1), Health.FAILING)
            .with(
                    MemoryRegistry.registration("inner-1", "inner", ServiceKind.BUS, "some.bus.address", 0),
                    Health.PASSING)
            .with("named-1", "named", "db.example.com", 5432)
            .withNode("Lisbon.example", "10.1.0.1")
            .withNode("porto", "2001:db8::2");

    private Answer ask(String name, int type) {
        return ask(name, type, Type.CLASS_IN);
    }

    private Answer ask(String name, int type, int dnsClass) {
        var zone = new Zone(new Domain("atalaia"), registry.now());
        return Answers.to(new Question(Name.of(name), type, dnsClass), zone, random, MANY);
    }

    private static List<String> data(List<Resource> resources) {
        return resources.stream()
                .map(one -> Addresses.label(one.data()))
                .sorted()
                .toList();
    }

    @Test
    void aServiceHasTheAddressesOfItsPassingInstances() {
        var answer = ask("web.service.atalaia", Type.A);
        assertThat(answer.code()).isEqualTo(Code.NOERROR);
        assertThat(answer.authoritative()).isTrue();
        assertThat(data(answer.answers())).containsExactly("0a000001", "0a000002");
        assertThat(answer.answers()).allMatch(one -> one.ttl() == 0 && one.owner() == null);
        assertThat(data(ask("web.service.atalaia", Type.AAAA).answers()))
                .containsExactly("20010db8000000000000000000000006");
    }

    @Test
    void theCaseOfTheQuestionDoesNotMatterAndIsKept() {
        assertThat(ask("wEb.SERVICE.Atalaia", Type.A).answers()).hasSize(2);
        var name = Name.of("wEb.SERVICE.Atalaia");
        assertThat(new String(name.wire(), StandardCharsets.ISO_8859_1))
                .contains("wEb")
                .contains("SERVICE");
    }

    @ParameterizedTest
    @CsvSource({
        "blue.web.service.atalaia, 1",
        "GREEN.web.service.atalaia, 1",
        "_web._blue.service.atalaia, 1",
        "_web._tcp.service.atalaia, 2",
        "_lookup._udp.service.atalaia, 1"
    })
    void aTagOrAProtocolSelectsInstances(String name, int addresses) {
        assertThat(ask(name, Type.A).answers()).hasSize(addresses);
    }

    @Test
    void aServiceRecordHasPortWeightAndATargetWhoseAddressComesAlong() {
        var heavy = MemoryRegistry.registration("w", "heavy", ServiceKind.GRPC, "10.0.0.7", 9000);
        registry.with(weighing(heavy, 7), Health.PASSING);
        var answer = ask("_heavy._tcp.service.atalaia", Type.SRV);
        var data = ByteBuffer.wrap(answer.answers().get(0).data());
        assertThat(List.of(data.getShort(), data.getShort(), data.getShort()))
                .containsExactly((short) 1, (short) 7, (short) 9000);
        byte[] target = new byte[data.remaining()];
        data.get(target);
        assertThat(Name.read(target)).hasToString("0a000007.addr.atalaia.");
        assertThat(answer.additional()).hasSize(1);
        assertThat(answer.additional().get(0).owner()).hasToString("0a000007.addr.atalaia.");
        assertThat(data(answer.additional())).containsExactly("0a000007");
        assertThat(data(ask("0a000007.addr.atalaia", Type.A).answers())).containsExactly("0a000007");
    }

    private static Registration weighing(Registration one, int weight) {
        return new Registration(
                one.id(),
                one.name(),
                one.kind(),
                one.address(),
                one.port(),
                one.tags(),
                weight,
                Map.of("version", "2", "long", "x".repeat(300)),
                0,
                List.of(),
                null,
                "a",
                "a",
                0);
    }

    @Test
    void textHasTheIdTheTagsAndWhatIsKnownOfAnInstance() {
        var one = MemoryRegistry.registration("w", "heavy", ServiceKind.GRPC, "10.0.0.7", 9000, "blue");
        registry.with(weighing(one, 1), Health.PASSING);
        String text = new String(
                ask("heavy.service.atalaia", Type.TXT).answers().get(0).data(), StandardCharsets.UTF_8);
        assertThat(text).isEqualTo("\4id=w\10tag=blue\11version=2");
    }

    @Test
    void whatFailsIsNotAnsweredButItsNameExists() {
        var answer = ask("sick.service.atalaia", Type.A);
        assertThat(answer.code()).isEqualTo(Code.NOERROR);
        assertThat(answer.answers()).isEmpty();
        assertThat(answer.authority()).extracting(Resource::type).containsExactly(Type.SOA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nobody.service.atalaia",
                "red.web.service.atalaia",
                "_nobody._tcp.service.atalaia",
                "web._tcp.service.atalaia",
                "a.b.web.service.atalaia",
                "nobody.node.atalaia",
                "0a00000.addr.atalaia",
                "x.ns.atalaia",
                "elsewhere.atalaia"
            })
    void anUnknownNameDoesNotExistForASecond(String name) {
        var answer = ask(name, Type.A);
        assertThat(answer.code()).isEqualTo(Code.NXDOMAIN);
        assertThat(answer.authoritative()).isTrue();
        var soa = answer.authority().get(0);
        assertThat(soa.ttl()).isEqualTo(1);
        assertThat(ByteBuffer.wrap(soa.data()).getInt(soa.data().length - 4)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "web.service.atalaia, MX",
        "service.atalaia, A",
        "node.atalaia, A",
        "addr.atalaia, A",
        "_tcp.service.atalaia, A",
        "atalaia, A",
        "porto.node.atalaia, A",
        "inner.service.atalaia, A"
    })
    void aKnownNameWithoutThatTypeHasNoData(String name, String type) {
        var answer = ask(name, type.equals("MX") ? 15 : Type.A);
        assertThat(answer.code()).isEqualTo(Code.NOERROR);
        assertThat(answer.answers()).isEmpty();
        assertThat(answer.authority()).extracting(Resource::type).containsExactly(Type.SOA);
    }

    @Test
    void aNodeHasItsAddress() {
        assertThat(data(ask("lisbon.example.node.atalaia", Type.A).answers())).containsExactly("0a010001");
        assertThat(ask("porto.node.atalaia", Type.AAAA).answers()).hasSize(1);
    }

    @Test
    void theZoneHasAnAuthorityAndANameServerWithAddresses() {
        assertThat(ask("atalaia", Type.SOA).answers()).hasSize(1);
        var answer = ask("atalaia", Type.NS);
        assertThat(answer.answers()).hasSize(1);
        assertThat(data(answer.additional())).contains("0a010001");
        assertThat(ask("ns.atalaia", Type.A).answers()).hasSize(1);
    }

    @Test
    void anAddressThatIsANameBecomesAnAlias() {
        var answer = ask("named.service.atalaia", Type.A);
        assertThat(answer.answers()).extracting(Resource::type).containsExactly(Type.CNAME);
        assertThat(Name.read(answer.answers().get(0).data())).hasToString("db.example.com.");
        registry.with("named-2", "named", "other.example.com", 5432);
        assertThat(ask("named.service.atalaia", Type.A).answers()).hasSize(1);
        assertThat(ask("named.service.atalaia", Type.SRV).answers()).hasSize(2);
        registry.with("named-3", "named", "10.0.0.3", 5432);
        assertThat(data(ask("named.service.atalaia", Type.A).answers())).containsExactly("0a000003");
        assertThat(ask("named.service.atalaia", Type.AAAA).answers()).isEmpty();
    }

    @Test
    void twoInstancesAtOneAddressAreOneRecord() {
        registry.with("twin-1", "twin", "10.0.0.4", 1).with("twin-2", "twin", "10.0.0.4", 2);
        assertThat(ask("twin.service.atalaia", Type.A).answers()).hasSize(1);
        var services = ask("twin.service.atalaia", Type.SRV);
        assertThat(services.answers()).hasSize(2);
        assertThat(services.additional()).hasSize(1);
    }

    @Test
    void askingForEverythingGivesNothingWorthwhile() {
        var answer = ask("web.service.atalaia", Type.ANY);
        assertThat(answer.answers()).extracting(Resource::type).containsExactly(Type.HINFO);
        assertThat(ask("nobody.service.atalaia", Type.ANY).code()).isEqualTo(Code.NXDOMAIN);
    }

    @Test
    void whatIsNotOursIsRefused() {
        assertThat(ask("example.com", Type.A).code()).isEqualTo(Code.REFUSED);
        assertThat(ask("web.service.atalaia.example.com", Type.A).code()).isEqualTo(Code.REFUSED);
        assertThat(ask("atalaia", Type.AXFR).code()).isEqualTo(Code.REFUSED);
        assertThat(ask("web.service.atalaia", Type.A, 3).code()).isEqualTo(Code.REFUSED);
    }

    @Test
    void beforeTheRegistryWasReadNobodyKnows() {
        var zone = new Zone(new Domain("atalaia"), Snapshot.NOTHING);
        var question = new Question(Name.of("web.service.atalaia"), Type.A, Type.CLASS_IN);
        assertThat(Answers.to(question, zone, random, MANY).code()).isEqualTo(Code.SERVFAIL);
    }

    @Test
    void everyInstanceComesFirstAtTimes() {
        Set<String> first = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            first.add(Addresses.label(
                    ask("web.service.atalaia", Type.A).answers().get(0).data()));
        }
        assertThat(first).hasSize(2);
    }

    @Test
    void whatDoesNotFitIsCutAtWholeRecordsAndSaysSo() {
        for (int i = 0; i < 90; i++) {
            registry.with("big-" + i, "big", "10.2.0." + i, 80);
        }
        var answer = ask("big.service.atalaia", Type.A);
        var fitting = answer.fitting(25, 512);
        assertThat(fitting.truncated()).isTrue();
        assertThat(fitting.answers()).hasSize((512 - 12 - 25) / 16);
        assertThat(answer.fitting(25, 65_535)).isSameAs(answer);
        var services = ask("big.service.atalaia", Type.SRV).fitting(25, 512);
        assertThat(services.truncated()).isTrue();
        assertThat(services.additional()).isEmpty();
    }

    @Test
    void addressesOfTargetsMayBeMissingWithoutAWord() {
        registry.with("p-1", "pair", "10.0.0.1", 1).with("p-2", "pair", "10.0.0.2", 1);
        var answer = ask("pair.service.atalaia", Type.SRV);
        int answers = answer.answers().stream().mapToInt(Resource::size).sum();
        var fitting = answer.fitting(0, 12 + answers + 40);
        assertThat(fitting.truncated()).isFalse();
        assertThat(fitting.answers()).hasSize(2);
        assertThat(fitting.additional()).hasSize(1);
    }
}
