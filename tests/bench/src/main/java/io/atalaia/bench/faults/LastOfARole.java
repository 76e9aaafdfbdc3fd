/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults;

import io.atalaia.bench.faults.hubs.Running;
import io.atalaia.bench.faults.load.Probes;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;

/** {@code kill -9} of the one hub that carries a role that must run somewhere: another begins to carry it. */
final class LastOfARole implements Fault {
    private static final String ROLE = "storage";
    private static final String ONLY = "a";
    private static final double BAR = 10;
    private static final int OK = 200;

    private long killed;

    @Override
    public String name() {
        return "kill -9 of " + ONLY + ", alone with " + ROLE;
    }

    @Override
    public boolean needsCables() {
        return false;
    }

    @Override
    public Optional<String> gone() {
        return Optional.of(ONLY);
    }

    @Override
    public void prepare(Stage stage) {
        stage.others(ONLY).forEach(other -> set(stage, other, false));
        double alone = Stage.until(System.nanoTime(), BAR * Line.SLACK, () -> stage.others(ONLY).stream()
                .noneMatch(other -> stage.serves(other, ROLE)));
        if (Double.isInfinite(alone)) {
            throw new IllegalStateException("others than " + ONLY + " are still said to carry " + ROLE);
        }
    }

    @Override
    public void strike(Stage stage) {
        killed = System.nanoTime();
        stage.hubs().hub(ONLY).kill();
    }

    /** By what is answered: lists of what runs where differ from node to node for a moment. It has the whole of its limit. */
    @Override
    public void look(Stage stage, Line line) {
        var asked = stage.probes()
                .where(probe ->
                        probe.question().equals("history") && !probe.hub().equals(ONLY));
        double ignored = Stage.until(killed, BAR * Line.SLACK, () -> Probes.stillWrong(asked, killed, System.nanoTime())
                .isEmpty());
        line.seconds(ROLE + " answers elsewhere after", Probes.back(asked, killed, System.nanoTime()), BAR);
    }

    /** As it was before. */
    @Override
    public void mend(Stage stage) {
        stage.hubs().revive();
        stage.hubs().all().forEach(hub -> set(stage, hub, hub.roles().contains(ROLE)));
    }

    private static void set(Stage stage, Running hub, boolean runs) {
        var request = HttpRequest.newBuilder();
        int status = stage.send(
                hub,
                "/api/v1/nodes/" + hub.name() + "/roles/" + ROLE,
                runs ? request.PUT(BodyPublishers.ofString("{\"instances\":1}")) : request.DELETE());
        if (runs && status != OK) {
            throw new IllegalStateException(ROLE + " was not deployed on " + hub.name() + ": status " + status);
        }
    }
}
