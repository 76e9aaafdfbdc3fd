/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.storage.StorageApi;
import io.atalaia.contracts.storage.StorageApi.KnownMachine;
import io.atalaia.contracts.storage.StorageApi.PutAside;
import io.atalaia.contracts.storage.StorageApi.Quarantine;
import io.atalaia.contracts.storage.StorageApi.Stored;
import io.atalaia.contracts.storage.StorageApi.StoredTier;
import io.atalaia.gateway.FakeStorage;
import io.atalaia.gateway.House;
import io.atalaia.gateway.Script;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What programs are told of machines whose figures are in doubt, and what storage is told of them. */
class DoubtsTest {
    private static final String ID = "machine-1";
    private final List<Event> noted = new CopyOnWriteArrayList<>();
    private House house;
    private FakeStorage storage;

    @BeforeEach
    void open() {
        house = House.open();
        storage = new FakeStorage(house.bus, System.currentTimeMillis());
        House.wait(house.bus.serve(StorageApi.NOTE, events -> {
            noted.addAll(events.events());
            return Future.succeededFuture(Done.DONE);
        }));
        House.wait(house.bus.serve(
                StorageApi.QUARANTINE,
                question -> Future.succeededFuture(
                        new Quarantine(List.of(new PutAside("b".repeat(32), 7, 1, 2, 300, 4)), 5))));
        House.wait(house.bus.serve(
                StorageApi.STORED,
                question -> Future.succeededFuture(
                        new Stored(1, 1_000, -1, true, List.of(new StoredTier("raw", 172_800_000, -1))))));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private JsonObject machine() {
        return house.get("/api/v1/machines/" + ID).json();
    }

    private static Sample of(String boot, Sample sample) {
        return new Sample(sample.machine(), boot, sample.time(), sample.schema(), sample.values(), sample.processes());
    }

    @Test
    void twoAgentsWithOneIdAreShownAndTold() {
        house.greet(ID, "tower", Script.SCHEMA);
        var script = new Script(ID, System.currentTimeMillis() - 10_000);
        for (int i = 0; i < 8; i++) {
            house.live(of((i % 2 == 0 ? "a" : "c").repeat(32), script.second(10)));
        }
        assertThat(machine().getBoolean("conflict")).isTrue();
        House.eventually(() -> assertThat(noted).extracting(Event::kind).contains(Event.CONFLICT));
    }

    @Test
    void aClockThatIsFarOffIsShownAndTold() {
        house.greet(ID, "tower", Script.SCHEMA);
        var script = new Script(ID, System.currentTimeMillis() + 690_000);
        for (int i = 0; i < 4; i++) {
            house.live(script.second(10));
        }
        assertThat(machine().getLong("clockOffset")).isBetween(660_000L, 700_000L);
        House.eventually(() -> assertThat(noted).anySatisfy(event -> assertThat(event.text())
                .isEqualTo("The machine's clock is 11 min ahead of the gateway's")));
    }

    @Test
    void whatStorageKnowsOfAMachineElsewhereIsShown() {
        storage.machines.add(new KnownMachine(House.facts(ID, "tower"), 1, 2, -700_000, true, 3));
        House.eventually(() -> {
            assertThat(machine().getLong("clockOffset")).isEqualTo(-700_000);
            assertThat(machine().getBoolean("conflict")).isTrue();
            assertThat(machine().getInteger("quarantined")).isEqualTo(3);
        });
        var aside = house.get("/api/v1/machines/" + ID + "/quarantine").json();
        assertThat(aside.getLong("dropped")).isEqualTo(5);
        assertThat(aside.getJsonArray("items").getJsonObject(0).getLong("seq")).isEqualTo(7);
        assertThat(house.get("/api/v1/machines/nobody/quarantine").status()).isEqualTo(404);
    }

    @Test
    void whatIsNotKnownOfStorageIsNull() {
        var stored = house.get("/api/v1/storage").json();
        assertThat(stored.getInteger("version")).isEqualTo(1);
        assertThat(stored.getLong("bytes")).isEqualTo(1_000);
        assertThat(stored.getValue("free")).isNull();
        assertThat(stored.getBoolean("refusing")).isTrue();
        assertThat(stored.getJsonArray("tiers").getJsonObject(0).getValue("expected"))
                .isNull();
    }
}
