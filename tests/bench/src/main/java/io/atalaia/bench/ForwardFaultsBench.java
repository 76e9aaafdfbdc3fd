/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench;

import io.atalaia.bench.forward.Instance;
import io.atalaia.bench.forward.Instance.Fault;
import io.atalaia.bench.forward.OpenLoop;
import io.atalaia.tests.support.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One of three instances of a service is killed, hangs, is slow, or answers 500 at once, while 200 idempotent requests a second go
 * on: how many clients see an error, how long 99 of 100 take before it and from 2 s after it on, and how many requests the broken
 * one gets in between. Argument: seconds of each stretch (5).
 */
final class ForwardFaultsBench {
    private static final int A_SECOND = 200;
    private static final int SETTLING_SECONDS = 2;
    private static final double BAR = 2;

    private ForwardFaultsBench() {}

    static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        Bars.title("forward-faults: one of three instances fails, %d requests a second, %d s of each"
                .formatted(A_SECOND, seconds));
        int port = FreePorts.next();
        try (var ground = new Ground();
                var hub = new BenchHub(
                        ground.folder("hub"),
                        "--set",
                        "gateway.forward.port=" + port,
                        // A hung instance is one that takes longer than this.
                        "--set",
                        "gateway.forward.attempt=500ms")) {
            for (Fault fault : List.of(Fault.KILLED, Fault.HUNG, Fault.SLOW, Fault.FAILING)) {
                measure(hub, port, fault, seconds);
            }
        }
    }

    private static void measure(BenchHub hub, int port, Fault fault, int seconds) throws Exception {
        String service = "shop-" + fault.word();
        var instances = new ArrayList<Instance>();
        try {
            for (int at = 0; at < 3; at++) {
                var instance = new Instance();
                instances.add(instance);
                register(hub, service, at, instance.port());
            }
            var uri = URI.create("http://127.0.0.1:" + port + "/" + service + "/x");
            Ground.until(Duration.ofSeconds(30), () -> OpenLoop.answers(uri));
            print(fault, instances.get(0), uri, seconds);
        } finally {
            instances.forEach(Instance::close);
        }
    }

    private static void register(BenchHub hub, String service, int at, int port) throws IOException {
        String body =
                "{\"name\":\"%s\",\"kind\":\"http\",\"address\":\"127.0.0.1\",\"port\":%d}".formatted(service, port);
        var answer = hub.api.call(
                HttpRequest.newBuilder(URI.create(hub.api.base() + "/api/v1/registrations/" + service + "-" + at))
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body)));
        if (answer.statusCode() >= 300) {
            throw new IOException("registering answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    private static void print(Fault fault, Instance victim, URI uri, int seconds) throws Exception {
        var warm = OpenLoop.run(uri, A_SECOND, seconds);
        var calm = OpenLoop.run(uri, A_SECOND, seconds);
        int before = victim.asked();
        victim.suffer(fault);
        var first = OpenLoop.run(uri, A_SECOND, SETTLING_SECONDS);
        int suffered = victim.asked() - before;
        var then = OpenLoop.run(uri, A_SECOND, seconds);
        String name = fault.word() + ": ";
        Bars.print(name + "99 of 100, calm", calm.late(), "ms");
        Bars.print(name + "errors while a hub that just started warms up, and calm", warm.errors() + calm.errors(), "");
        Bars.print(name + "errors once it fails", first.errors() + then.errors(), "", 0);
        Bars.print(name + "99 of 100 from 2 s on", then.late(), "ms", BAR * calm.late());
        Bars.print(name + "of 400 requests the broken one got", suffered, "", A_SECOND * SETTLING_SECONDS / 3.0);
    }
}
