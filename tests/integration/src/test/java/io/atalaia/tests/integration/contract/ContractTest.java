/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atalaia.tests.support.Api;
import io.atalaia.tests.support.AtalaiaProcess;
import io.atalaia.tests.support.FreePorts;
import io.atalaia.tests.support.openapi.Document;
import io.atalaia.tests.support.openapi.Operation;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every operation of the description is sent what it takes and what it does not take, both made of the description itself. What
 * comes back must be described to the last member.
 */
@Timeout(300)
class ContractTest {
    /** What stands in the examples for what each machine has of its own. */
    private static final String MACHINE = "5f0c1e6a-7f5e-4a59-9a2e-0c5d9e6b7a10";

    private static final String NODE = "lisbon";
    private static final String TOKEN = "9f3c21aa";
    /**
     * A node alone has nobody who could take its roles; who needs no login has no password, no provider, no setup link and no
     * enrolment; and there is no second machine that may go.
     */
    private static final Set<String> REFUSED = Set.of(
            "undeployRole",
            "drainNode",
            "logIn",
            "logInWithProvider",
            "comeBackFromProvider",
            "setUp",
            "changePassword",
            "enrol",
            "removeMachine",
            "mergeMachine");

    @TempDir
    static Path directory;

    private static AtalaiaProcess hub;
    private static Client client;
    private static Document document;
    private static Examples examples;

    @BeforeAll
    static void start() {
        int port = FreePorts.next();
        hub = AtalaiaProcess.start(
                directory,
                "run",
                "--set",
                "gateway.port=" + port,
                "--set",
                "gateway.maxBody=16KiB",
                "--set",
                "node.name=" + NODE);
        hub.awaitReady(Duration.ofSeconds(90));
        var api = new Api(port);
        client = new Client(api.base());
        document = new Document(new JsonObject(api.call("/openapi.json").body()));
        String id = Awaitility.await("a machine")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> machine(api), found -> !found.isEmpty());
        Awaitility.await("its processes")
                .atMost(Duration.ofSeconds(60))
                .until(() -> api.tryGet("/api/v1/machines/" + id + "/processes").isPresent());
        examples = new Examples(Map.of(MACHINE, id, TOKEN, token(api)));
    }

    private static String token(Api api) {
        var given = api.call(HttpRequest.newBuilder(URI.create(api.base() + "/api/v1/tokens"))
                .POST(BodyPublishers.ofString("{\"name\":\"grafana\",\"scopes\":[\"read\"]}")));
        return api.parse(given.body()).path("id").asText();
    }

    private static String machine(Api api) {
        return api.tryGet("/api/v1/machines")
                .map(page -> page.path("items").path(0))
                .filter(machine -> machine.path("headline").path("cpu").isNumber())
                .map(machine -> machine.path("id"))
                .map(JsonNode::asText)
                .orElse("");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    /** What is made first, then what reads it, then what removes it, from the inside out. */
    private static List<Operation> inOrder() {
        return document.operations().stream()
                .sorted(Comparator.comparing(ContractTest::phase)
                        .thenComparing(operation -> (operation.method().equals("DELETE") ? -1 : 1)
                                * operation.path().length()))
                .toList();
    }

    private static int phase(Operation operation) {
        return switch (operation.method()) {
            case "GET" -> 1;
            case "DELETE" -> 2;
            default -> 0;
        };
    }

    @Test
    void whatIsAskedWellIsAnsweredAsDescribed() {
        Map<String, List<String>> wrong = new TreeMap<>();
        for (Operation operation : inOrder()) {
            for (Request request : examples.of(operation)) {
                note(answered(request), wrong, !REFUSED.contains(operation.id()));
                if (operation.method().equals("GET")) {
                    note(client.send(request.method("HEAD")), wrong, !REFUSED.contains(operation.id()));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** What was just made may be known a moment later. */
    private static Answer answered(Request request) {
        Answer first = client.send(request);
        if (first.status() != 404 || REFUSED.contains(request.operation().id())) {
            return first;
        }
        try {
            return Awaitility.await().until(() -> client.send(request), answer -> answer.status() != 404);
        } catch (ConditionTimeoutException e) {
            return first;
        }
    }

    @Test
    void whatIsAskedBadlyIsRefusedAsDescribed() {
        Map<String, List<String>> wrong = new TreeMap<>();
        int tried = 0;
        for (Operation operation : inOrder()) {
            Request valid = examples.of(operation).get(0);
            var broken = new ArrayList<>(Broken.of(valid));
            broken.addAll(Broken.methods(valid, document.methods(operation.path())));
            for (Request request : broken) {
                Answer answer = client.send(request);
                note(answer, wrong, false);
                if (!answer.refused()) {
                    wrong.merge(request.toString(), List.of("it was answered " + answer.status()), ContractTest::both);
                }
                tried++;
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(tried).isGreaterThan(300);
    }

    private static void note(Answer answer, Map<String, List<String>> wrong, boolean well) {
        var problems = new ArrayList<>(answer.problems());
        if (well && answer.status() >= 300) {
            problems.add("it was answered " + answer.status() + ": " + answer.body());
        }
        if (!problems.isEmpty()) {
            wrong.merge(answer.request().toString(), problems, ContractTest::both);
        }
    }

    private static List<String> both(List<String> some, List<String> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    /** What is going to end says so on the line, not in the description alone. */
    @Test
    void deprecatedOperationsSaySoInTheirAnswers() {
        assertThat(document.operations().stream()
                        .filter(operation -> operation.json().getBoolean("deprecated", false))
                        .map(operation -> client.send(examples.of(operation).get(0))))
                .allSatisfy(answer -> assertThat(answer.headers().map()).containsKeys("deprecation", "sunset"));
    }
}
