/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.tests.support.openapi.Document;
import io.atalaia.tests.support.openapi.Strict;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That the contract test would find what it looks for. */
class StrictTest {
    private static final Document DOCUMENT = new Document(
            new JsonObject(
                    """
                    {"paths": {}, "components": {"schemas": {
                      "Part": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
                      "Whole": {"allOf": [{"$ref": "#/components/schemas/Part"},
                        {"type": "object", "properties": {"kind": {"enum": ["a", "b"]}, "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Part"}}}}]}}}}
                    """));

    private static List<String> problems(String value) {
        var schema = DOCUMENT.whole(new JsonObject().put("$ref", "#/components/schemas/Whole"));
        return Strict.problems(schema, new JsonObject(value));
    }

    @Test
    void whatIsAsDescribedHasNoProblem() {
        assertThat(problems("{\"name\":\"x\",\"kind\":\"a\",\"parts\":[{\"name\":\"y\"}]}"))
                .isEmpty();
    }

    @Test
    void aMemberThatIsNotDescribedIsFoundHoweverDeepItLies() {
        assertThat(problems("{\"name\":\"x\",\"colour\":\"blue\"}")).isNotEmpty();
        assertThat(problems("{\"name\":\"x\",\"parts\":[{\"name\":\"y\",\"colour\":\"blue\"}]}"))
                .isNotEmpty();
    }

    @Test
    void whatIsMissingOrOfAnotherKindIsFound() {
        assertThat(problems("{\"kind\":\"a\"}")).isNotEmpty();
        assertThat(problems("{\"name\":7}")).isNotEmpty();
        assertThat(problems("{\"name\":\"x\",\"kind\":\"c\"}")).isNotEmpty();
        assertThat(problems("{\"name\":\"x\",\"parts\":[{}]}")).isNotEmpty();
    }
}
