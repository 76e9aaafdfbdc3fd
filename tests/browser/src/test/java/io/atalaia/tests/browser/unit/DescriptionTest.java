/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How the page of the API reads a description. */
class DescriptionTest {
    private static Modules js;

    @BeforeAll
    static void load() {
        js = Modules.load("core/openapi");
        js.run(
                """
                const api = {tags: [{name: 'A'}, {name: 'B'}], paths: {
                  '/b/{id}': {put: {operationId: 'putB', tags: ['B'], summary: 'Changes a b', 'x-right': 'OPERATE',
                    parameters: [{$ref: '#/components/parameters/id'}, {name: 'q', in: 'query', schema: {type: 'string'}}],
                    requestBody: {content: {'application/json': {schema: {$ref: '#/components/schemas/Whole'}, example: {name: "it's"}}}},
                    responses: {204: {description: 'Done.'}}}},
                  '/a': {get: {operationId: 'listA', tags: ['A'], summary: 'Lists', 'x-right': 'OPEN',
                    parameters: [{name: 'n', in: 'query', example: ['x y', 'z'], schema: {type: 'array', items: {type: 'string'}}}], responses: {}}}},
                  components: {parameters: {id: {name: 'id', in: 'path', required: true, example: 'b 1', schema: {type: 'string'}}},
                    schemas: {Part: {type: 'object', required: ['name'], properties: {name: {type: 'string'}, checks: {type: 'array', items: {type: 'integer'}}}},
                      Whole: {allOf: [{$ref: '#/components/schemas/Part'}, {type: 'object', properties: {checks: {type: 'array', items: {$ref: '#/components/schemas/Part', description: 'again'}}}}]}}}};
                const all = openapi.operations(api);
                """);
    }

    @AfterAll
    static void close() {
        js.close();
    }

    @Test
    void operationsComeInTheOrderOfTheirTags() {
        assertThat(js.json("all.map(({id}) => id)")).isEqualTo("[\"listA\",\"putB\"]");
    }

    @Test
    void everyWordOfASearchMustBeFound() {
        assertThat(js.json("openapi.search(all, 'b PUT').map(({id}) => id)")).isEqualTo("[\"putB\"]");
        assertThat(js.json("openapi.search(all, 'lists put')")).isEqualTo("[]");
        assertThat(js.json("openapi.search(all, ' ').length")).isEqualTo("2");
    }

    @Test
    void aCommandIsEscapedForTheAddressAndForTheShell() {
        assertThat(js.text("openapi.curl(all[0], 'http://h')")).isEqualTo("curl -s 'http://h/a?n=x%20y&n=z'");
        assertThat(js.text("openapi.curl(all[1], 'http://h')"))
                .startsWith("curl -s -X PUT 'http://h/b/b%201'")
                .contains("Authorization: Bearer")
                .endsWith("-d '{\"name\":\"it'\\''s\"}'");
    }

    @Test
    void membersOfPartsAreJoinedAndTheLastWins() {
        assertThat(
                        js.json(
                                "openapi.rows(api, all[1].body.schema).map(({name, depth, required}) => [name, depth, required])"))
                .isEqualTo("[[\"name\",0,true],[\"checks\",0,false],[\"name\",1,true],[\"checks\",1,false]]");
    }

    @Test
    void aTypeSaysItsBounds() {
        assertThat(js.text("openapi.typeOf(api, {type: 'integer', minimum: 1, maximum: 9})"))
                .isEqualTo("integer 1–9");
        assertThat(js.text("openapi.typeOf(api, {type: ['number', 'null']})")).isEqualTo("number or null");
        assertThat(js.text("openapi.typeOf(api, {enum: ['a', 'b']})")).isEqualTo("a | b");
        assertThat(
                        js.text(
                                "openapi.typeOf(api, {anyOf: [{type: 'integer', minimum: 0}, {type: 'string', format: 'date-time'}]})"))
                .isEqualTo("integer ≥ 0 or date-time");
    }
}
