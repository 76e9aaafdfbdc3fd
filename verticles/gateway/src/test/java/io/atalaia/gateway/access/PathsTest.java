/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class PathsTest {
    private final Paths paths = new Paths(Permissions.rest());

    private Need need(String method, String path) {
        var rule = paths.find(method, path).rule();
        return rule == null ? null : rule.need();
    }

    @Test
    void aRequestIsFoundByItsMethodAndItsSegments() {
        assertThat(need("GET", "/api/v1/machines")).isEqualTo(Need.READ);
        assertThat(need("HEAD", "/api/v1/machines/m1/live")).isEqualTo(Need.READ);
        assertThat(need("GET", "/api/v1/machines/")).isEqualTo(Need.READ);
        assertThat(need("POST", "/api/v1/samples")).isEqualTo(Need.INGEST);
        assertThat(need("PUT", "/api/v1/registrations/shop")).isEqualTo(Need.OPERATE);
        assertThat(need("GET", "/api/v1/users")).isEqualTo(Need.ADMIN);
        assertThat(need("GET", "/metrics/fleet")).isEqualTo(Need.READ);
        assertThat(need("GET", "/eventbus/websocket")).isEqualTo(Need.READ);
    }

    @Test
    void onlyTheDashboardsFilesAreOpenWithoutBeingNamed() {
        assertThat(need("GET", "/")).isEqualTo(Need.OPEN);
        assertThat(need("GET", "/js/app.js")).isEqualTo(Need.OPEN);
        for (String closed : new String[] {
            "/api",
            "/api/v2/machines",
            "/api/v1/machines/a/b/c",
            "/metrics/other",
            "/eventbus",
            "/api/v1/machines//live",
            "/healthz/x"
        }) {
            assertThat(paths.find("GET", closed).path()).as(closed).isNull();
        }
    }

    @Test
    void anotherMethodOfAPathThatThereIsTellsWhichArePossible() {
        var found = paths.find("PATCH", "/api/v1/registrations/shop");
        assertThat(found.rule()).isNull();
        assertThat(found.methods()).isEqualTo(Set.of("GET", "PUT", "DELETE"));
        assertThat(paths.find("POST", "/js/app.js").methods()).isEqualTo(Set.of("GET"));
        assertThat(paths.find("OPTIONS", "/api/v1/fleet").rule()).isNull();
    }
}
