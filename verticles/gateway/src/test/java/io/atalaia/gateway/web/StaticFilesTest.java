/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import static io.atalaia.gateway.House.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.gateway.House;
import io.atalaia.gateway.House.Reply;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticFilesTest {
    @TempDir
    Path root;

    private House house;

    @BeforeEach
    void open() throws IOException {
        Path web = Files.createDirectories(root.resolve("web/js"));
        Files.writeString(root.resolve("secret.txt"), "secret");
        Files.writeString(root.resolve("web/index.html"), "<base href=\"/\">");
        for (String name : List.of("a.js", "b.mjs", "c.svg", "d.json", "e.css", "f.woff2")) {
            Files.writeString(web.resolve(name), name.repeat(100));
        }
        Files.createSymbolicLink(root.resolve("web/link.txt"), root.resolve("secret.txt"));
        house = House.open(House.config("127.0.0.1", 0, root.resolve("web").toString()));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void everyKindOfFileHasItsType() {
        Map.of(
                        "/", "text/html; charset=utf-8",
                        "/js/a.js", "text/javascript; charset=utf-8",
                        "/js/b.mjs", "text/javascript; charset=utf-8",
                        "/js/c.svg", "image/svg+xml",
                        "/js/d.json", "application/json",
                        "/js/e.css", "text/css; charset=utf-8",
                        "/js/f.woff2", "font/woff2")
                .forEach((path, type) -> {
                    Reply reply = house.get(path);
                    assertThat(reply.status()).as(path).isEqualTo(200);
                    assertThat(reply.headers().get("Content-Type")).isEqualTo(type);
                });
    }

    @Test
    void whateverABrowserMayOpenAsADocumentCarriesStrictHeaders() {
        for (String path : List.of("/", "/js/c.svg", "/nothing.html")) {
            var headers = house.get(path).headers();
            assertThat(headers.get("Content-Security-Policy"))
                    .isEqualTo("default-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline';"
                            + " img-src 'self' data:; object-src 'none'; frame-ancestors 'none'; base-uri 'self';"
                            + " form-action 'self'");
            assertThat(headers.get("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(headers.get("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(headers.get("X-Frame-Options")).isEqualTo("DENY");
            assertThat(headers.get("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(headers.get("Permissions-Policy")).contains("camera=()");
        }
    }

    @Test
    void answersOfTheApiMayLoadNothing() {
        assertThat(house.get("/api/v1/fleet").headers().get("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; frame-ancestors 'none'");
    }

    @Test
    void partsOfAPageCarryOnlyWhatConcernsThem() {
        var headers = house.get("/js/a.js").headers();
        assertThat(headers.get("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(headers.get("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(headers.get("Content-Security-Policy")).isNull();
        assertThat(headers.get("RateLimit")).isNull();
        assertThat(headers.get("RateLimit-Policy")).isNull();
    }

    @Test
    void aFileThatDidNotChangeIsNotSentAgain() {
        Reply first = house.get("/js/a.js");
        String tag = first.headers().get("ETag");
        assertThat(first.headers().get("Cache-Control")).isEqualTo("no-cache");
        Reply again = house.get("/js/a.js", Map.of("If-None-Match", tag));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body().length()).isZero();
        assertThat(again.headers().get("ETag")).isEqualTo(tag);
        assertThat(house.get("/js/a.js", Map.of("If-None-Match", "\"other\"")).status())
                .isEqualTo(200);
    }

    @Test
    void textIsCompressedForThoseWhoTakeIt() {
        Reply zipped = house.get("/js/a.js", Map.of("Accept-Encoding", "gzip, br"));
        assertThat(zipped.headers().get("Content-Encoding")).isEqualTo("gzip");
        assertThat(zipped.body().length()).isLessThan(100);
        assertThat(house.get("/js/f.woff2", Map.of("Accept-Encoding", "gzip"))
                        .body()
                        .toString())
                .isEqualTo("f.woff2".repeat(100));
        assertThat(house.get("/js/a.js").body().toString()).isEqualTo("a.js".repeat(100));
        Reply api = house.get("/api/v1/fleet", Map.of("Accept-Encoding", "gzip"));
        assertThat(api.headers().get("Content-Encoding")).isEqualTo("gzip");
    }

    @Test
    void anAddressOfTheDashboardGivesTheDashboard() {
        assertThat(house.get("/machines/42/processes").body().toString()).startsWith("<base");
        assertThat(house.get("/nothing.js").status()).isEqualTo(404);
    }

    @Test
    void nothingOutsideTheFolderIsReached() {
        for (String path : List.of(
                "/../secret.txt",
                "/js/../../secret.txt",
                "/%2e%2e/secret.txt",
                "/..%2fsecret.txt",
                "/js/..%5c..%5csecret.txt",
                "/link.txt",
                "//etc/passwd")) {
            assertThat(house.get(path).body().toString())
                    .as(path)
                    .doesNotContain("secret\"")
                    .isNotEqualTo("secret");
            assertThat(house.get(path).body().toString()).doesNotContain("root:");
        }
    }

    @Test
    void aFileThatIsEditedIsServedAnew() throws IOException {
        assertThat(house.get("/js/a.js").body().toString()).startsWith("a.js");
        Files.writeString(root.resolve("web/js/a.js"), "edited");
        eventually(() -> assertThat(house.get("/js/a.js").body().toString()).isEqualTo("edited"));
    }

    @Test
    void headTellsTheLength() {
        Reply reply = house.send(HttpMethod.HEAD, "/js/a.js", Map.of());
        assertThat(reply.headers().get("Content-Length")).isEqualTo("400");
    }
}
