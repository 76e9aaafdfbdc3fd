/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults;

import io.atalaia.bench.faults.hubs.Hubs;
import io.atalaia.bench.faults.hubs.Running;
import io.atalaia.bench.faults.load.Echo;
import io.atalaia.bench.faults.load.Resolver;
import io.atalaia.bench.faults.load.Resolver.Answer;
import io.atalaia.bench.faults.net.Cut;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A share of all datagrams is lost: names are found all the same, and a service that is checked over UDP keeps passing. */
final class LostDatagrams implements Fault {
    private static final int PERCENT = 20;
    /** With a fifth of each direction lost, one question in a million goes without an answer so often. */
    private static final int TRIES = 14;

    private static final double PASSING_SECONDS = 30;
    private static final String ID = "lossy";
    private static final String PATH = "/api/v1/registrations/" + ID;

    private final List<Answer> answers = new ArrayList<>();
    private final Set<String> seen = new TreeSet<>();
    private Echo echo;

    @Override
    public String name() {
        return PERCENT + " % of all datagrams lost";
    }

    @Override
    public void prepare(Stage stage) {
        echo = stage.keep(new Echo(stage.network().outside()));
        String body = ("{\"name\":\"%s\",\"kind\":\"udp\",\"address\":\"%s\",\"port\":%d,"
                        + "\"checks\":[{\"kind\":\"udp\",\"target\":\"ping\",\"everyMs\":2000}]}")
                .formatted(ID, stage.network().outside(), echo.port());
        int status = stage.send(any(stage), PATH, HttpRequest.newBuilder().PUT(BodyPublishers.ofString(body)));
        double passing = Stage.until(System.nanoTime(), PASSING_SECONDS, () -> stage.hubs().all().stream()
                .allMatch(hub -> health(stage, hub).equals("passing")));
        if (Double.isInfinite(passing)) {
            throw new IllegalStateException("the service never passed: registered with status " + status);
        }
    }

    @Override
    public void strike(Stage stage) {
        stage.network().cut(Cut.someDatagrams(PERCENT));
        ask(stage);
    }

    private static Running any(Stage stage) {
        return stage.hubs().all().get(0);
    }

    private static String health(Stage stage, Running hub) {
        return stage.get(hub, PATH)
                .map(answer -> answer.path("health").asText())
                .orElse("no answer");
    }

    private void ask(Stage stage) {
        long begin = System.nanoTime();
        var servers = stage.hubs().all().stream()
                .filter(hub -> hub.roles().contains("discovery"))
                .map(hub -> new InetSocketAddress(hub.host().address(), Hubs.DNS))
                .toList();
        try (var resolver = new Resolver(servers, TRIES)) {
            while (Stage.since(begin) < stage.seconds()) {
                answers.add(resolver.ask(ID + ".service.atalaia"));
                stage.hubs().all().forEach(hub -> seen.add(health(stage, hub)));
            }
        }
    }

    @Override
    public void mend(Stage stage) {
        stage.network().mend();
        echo.close();
        int ignored = stage.send(any(stage), PATH, HttpRequest.newBuilder().DELETE());
    }

    @Override
    public void after(Stage stage, Line line) {
        long first = answers.stream().filter(answer -> answer.tries() == 1).count();
        long none = answers.stream().filter(answer -> answer.tries() > TRIES).count();
        long wrong = answers.stream()
                .filter(answer -> answer.tries() <= TRIES && (answer.code() != 0 || answer.records() != 1))
                .count();
        line.figure("of %d names %d found at the first try, %d never, %d wrongly"
                .formatted(answers.size(), first, none, wrong));
        line.figure("the service was " + seen);
        line.must(none == 0 && wrong == 0, "names were not found");
        line.must(seen.equals(Set.of("passing")), "the service was " + seen);
    }
}
