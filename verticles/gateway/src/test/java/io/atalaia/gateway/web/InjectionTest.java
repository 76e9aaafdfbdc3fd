/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.gateway.House;
import io.atalaia.gateway.RawClient;
import io.atalaia.gateway.Script;
import io.atalaia.gateway.access.Permissions;
import io.atalaia.gateway.access.Rule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Header injection, path traversal and reflected markup, tried on every route of the table. */
class InjectionTest {
    private static final String LINE = "x%0d%0aSet-Cookie:%20evil=1%0d%0a";
    private static final String MARKUP = "%3Cscript%3Ealert(1)%3C%2Fscript%3E";
    private static House house;

    @BeforeAll
    static void open() {
        house = House.open();
        house.greet("m1", "lisbon-1", Script.SCHEMA);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    /** Every route that is read and ends, asked with a text in each place of its path and in a query. */
    private static Stream<String> routesWith(String text) {
        return Permissions.rest().stream()
                .filter(rule -> rule.method().equals("GET"))
                .map(Rule::path)
                .filter(path -> !path.contains("/watch/") && !path.startsWith("/eventbus"))
                .map(path -> path.replaceAll(":\\w+", text).replace("/*", "/" + text))
                .flatMap(path ->
                        Stream.of(path, path + "?" + text + "=" + text, path + "?machine=" + text + "&metric=" + text));
    }

    private static String get(String path, String fields) {
        return RawClient.send(
                house.gateway.port(),
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "Connection: close\r\n\r\n");
    }

    private static String head(String answer) {
        return answer.substring(0, answer.indexOf("\r\n\r\n"));
    }

    @Test
    void headerInjection_noLineOfAnAddressBecomesALineOfAnAnswer() {
        routesWith(LINE).forEach(path -> assertThat(head(get(path, "")).toLowerCase(java.util.Locale.ROOT))
                .as(path)
                .doesNotContain("\nset-cookie:"));
    }

    @Test
    void headerInjection_noFieldOfARequestBecomesALineOfItsAnswer() {
        for (String value :
                List.of("a\rSet-Cookie: evil=1", "a\r\n Set-Cookie: evil=1", "a\nSet-Cookie: evil=1", "a\u0000b")) {
            for (String field :
                    List.of("X-Request-Id", "Origin", "Accept", "Accept-Encoding", "traceparent", "If-None-Match")) {
                String answer = get("/healthz", field + ": " + value + "\r\n");
                assertThat(head(answer).toLowerCase(java.util.Locale.ROOT))
                        .as(field + ": " + value)
                        .doesNotContain("\nset-cookie:");
            }
        }
    }

    @Test
    void reflectedMarkup_isNeverAnsweredAsADocument() {
        routesWith(MARKUP).forEach(path -> {
            String answer = get(path, "Accept: text/html\r\n");
            String head = head(answer).toLowerCase(java.util.Locale.ROOT);
            String body = answer.substring(head.length());
            assertThat(head).as(path).contains("x-content-type-options: nosniff");
            if (head.contains("content-type: text/html")) {
                assertThat(head).as(path).contains("content-security-policy: default-src 'self'");
                assertThat(body).as(path).doesNotContain("alert(1)");
            }
        });
    }

    @Test
    void pathTraversal_nothingButTheDashboardsOwnFilesIsReached() {
        for (String path : List.of(
                "/../../../../etc/passwd",
                "/..%2f..%2f..%2fetc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/%252e%252e/etc/passwd",
                "/..\\..\\etc\\passwd",
                "/..%5c..%5cetc%5cpasswd",
                "/js/..;/../../etc/passwd",
                "//etc/passwd",
                "/%c0%ae%c0%ae/etc/passwd",
                "/js/%00/../../etc/passwd",
                "/META-INF/MANIFEST.MF",
                "/../io/atalaia/gateway/GatewayVerticle.class",
                "/logback.xml",
                "/../openapi/root.yaml",
                "file:///etc/passwd",
                "http://localhost/../../etc/passwd")) {
            String answer = get(path, "");
            assertThat(answer)
                    .as(path)
                    .doesNotContain("root:")
                    .doesNotContain("Manifest-Version")
                    .doesNotContain("\u00ca\u00fe\u00ba\u00be");
            boolean dashboard = answer.startsWith("HTTP/1.1 200") && answer.contains("<!doctype html>");
            assertThat(dashboard || answer.matches("(?s)HTTP/1.1 (400|404|403|421) .*"))
                    .as(path + " " + head(answer))
                    .isTrue();
        }
    }
}
