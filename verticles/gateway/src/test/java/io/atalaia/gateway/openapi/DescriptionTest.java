/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.gateway.view.Json;
import io.atalaia.tests.support.openapi.Document;
import io.atalaia.tests.support.openapi.Operation;
import io.atalaia.tests.support.openapi.Strict;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The description by itself; that it is true of the gateway, the contract test says. */
class DescriptionTest {
    private static final Set<String> RIGHTS = Set.of("OPEN", "INGEST", "READ", "OPERATE", "ADMIN");
    private final Document document = new Document(new JsonObject(Json.text(Description.read())));

    private Stream<Operation> operations() {
        return document.operations().stream();
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(document.references().distinct()).isNotEmpty().allSatisfy(reference -> assertThat(
                        document.whole(new JsonObject().put("$ref", reference)))
                .isNotNull());
    }

    @Test
    void everyOperationHasANameASummaryARightAndATag() {
        List<String> tags = document.json().getJsonArray("tags").stream()
                .map(tag -> ((JsonObject) tag).getString("name"))
                .toList();
        assertThat(operations().map(Operation::id))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z][a-zA-Z]+"));
        assertThat(operations()).allSatisfy(operation -> {
            assertThat(operation.json().getString("summary"))
                    .as("%s", operation)
                    .isNotBlank();
            assertThat(operation.json().getString("x-right"))
                    .as("%s", operation)
                    .isIn(RIGHTS);
            assertThat(operation.json().getJsonArray("tags"))
                    .as("%s", operation)
                    .hasSize(1)
                    .isSubsetOf(tags);
        });
    }

    @Test
    void everyParameterSaysWhatItIsAndWhatItMayBe() {
        assertThat(operations().flatMap(operation -> operation.parameters().stream()))
                .allSatisfy(parameter -> {
                    assertThat(parameter.getString("description"))
                            .as(parameter.encode())
                            .isNotBlank();
                    assertThat(parameter.getJsonObject("schema"))
                            .as(parameter.encode())
                            .isNotNull();
                    if (parameter.getBoolean("required", false)) {
                        assertThat(parameter.getValue("example"))
                                .as(parameter.encode())
                                .isNotNull();
                    }
                });
    }

    @Test
    void everyExampleIsWhatItsSchemaSays() {
        var wrong = new HashMap<String, List<String>>();
        operations().forEach(operation -> contents(operation).forEach((place, content) -> {
            Object example = content.getValue("example");
            assertThat(example).as(place).isNotNull();
            List<String> problems = Strict.problems(content.getJsonObject("schema"), example);
            if (!problems.isEmpty()) {
                wrong.put(place, problems);
            }
        }));
        operations().forEach(operation -> operation.parameters().stream()
                .filter(parameter -> parameter.containsKey("example"))
                .forEach(parameter -> {
                    var problems = Strict.problems(parameter.getJsonObject("schema"), parameter.getValue("example"));
                    if (!problems.isEmpty()) {
                        wrong.put(operation + " " + parameter.getString("name"), problems);
                    }
                }));
        assertThat(wrong).isEmpty();
    }

    /** The body and the answers of an operation by where they stand. */
    private Map<String, JsonObject> contents(Operation operation) {
        var contents = new HashMap<String, JsonObject>();
        if (operation.body() != null) {
            contents.put(operation + " body", operation.body());
        }
        operation.json().getJsonObject("responses").fieldNames().forEach(status -> {
            JsonObject answer = operation.answer(Integer.parseInt(status));
            answer.getJsonObject("content", new JsonObject())
                    .forEach(type ->
                            contents.put(operation + " " + status + " " + type.getKey(), (JsonObject) type.getValue()));
        });
        return contents;
    }

    @Test
    void whatIsGuardedSaysHowItRefuses() {
        assertThat(operations()).allSatisfy(operation -> {
            boolean open = operation.json().getString("x-right").equals("OPEN");
            assertThat(open || operation.answers(401) && operation.answers(403))
                    .as("%s", operation)
                    .isTrue();
            assertThat(operation.json().containsKey("security"))
                    .as("%s", operation)
                    .isEqualTo(open);
            assertThat(operation.answers(413)).as("%s", operation).isEqualTo(operation.body() != null);
        });
    }

    @Test
    void twoFilesThatSayTwoThingsOfOnePlaceAreRefused() {
        Map<String, Object> whole = new HashMap<>(Map.of("a", Map.of("b", 1)));
        Joint.add(whole, Map.of("a", Map.of("c", 2)), "second");
        assertThat(whole).isEqualTo(Map.of("a", Map.of("b", 1, "c", 2)));
        assertThatThrownBy(() -> Joint.add(whole, Map.of("a", Map.of("c", 3)), "third"))
                .hasMessageContaining("third/a/c");
    }
}
