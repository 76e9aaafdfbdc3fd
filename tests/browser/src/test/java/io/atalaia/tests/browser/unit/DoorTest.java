/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the log-in leads, and what a name and a password must be. */
class DoorTest {
    private static Modules js;

    @BeforeAll
    static void load() {
        js = Modules.load("core/door");
    }

    @AfterAll
    static void close() {
        js.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/services?q=shop&state=failing",
                "/machines/a-b/disks?r=1h#volumes",
                "/admin",
                "/@x",
                "/a:b",
                "/"
            })
    void aPathOfTheDashboardIsKeptOverTheLogIn(String path) {
        String search = js.text("door.logInSearch('" + path + "')");
        assertThat(js.text("door.nextOf('" + search + "')")).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/\\\\evil.example",
                "\\\\evil.example",
                "%2F%2Fevil.example",
                "/%09/evil.example",
                "/%0d%0aSet-Cookie:x",
                "javascript:alert(1)",
                "data:text/html,x",
                "evil.example",
                "/login?next=/login",
                "/setup",
                ""
            })
    void nothingElseIsFollowed(String next) {
        assertThat(js.text("door.nextOf('?next=" + next + "')")).isEqualTo("/");
    }

    @Test
    void theFirstPageNeedsNoMention() {
        assertThat(js.text("door.logInSearch('/')")).isEmpty();
        assertThat(js.text("door.nextOf('')")).isEqualTo("/");
    }

    @Test
    void whatLooksLikeACommandIsAPathBelowTheBase() {
        assertThat(js.text("door.nextOf('?next=/javascript:alert(1)')")).isEqualTo("/javascript:alert(1)");
    }

    @Test
    void aPasswordIsLongAndNotTheNameAndOtherwiseAnything() {
        assertThat(js.text("door.passwordFault('elevensigns', 'ana')")).isEqualTo("short");
        assertThat(js.text("door.passwordFault('twelve signs', 'ana')")).isEmpty();
        assertThat(js.text("door.passwordFault('            ', 'ana')")).isEmpty();
        assertThat(js.text("door.passwordFault('x'.repeat(128), 'ana')")).isEmpty();
        assertThat(js.text("door.passwordFault('x'.repeat(129), 'ana')")).isEqualTo("long");
        assertThat(js.text("door.passwordFault('Ana-of-the-hub', ' ana-of-the-hub ')"))
                .isEqualTo("name");
    }

    @Test
    void signsAreCountedAsTheGatewayCountsThem() {
        assertThat(js.value("door.signsOf('\ud83d\udd11'.repeat(12))").asInt()).isEqualTo(12);
        assertThat(js.value("door.signsOf('e\u0301')").asInt()).isEqualTo(1);
    }

    @Test
    void aNameHasLettersDigitsAndFewOtherSigns() {
        for (String name : new String[] {"ana", " Ana ", "o.b+c_d-e@example.org", "Zoë", "\u0645\u0631\u06cc\u0645"}) {
            assertThat(js.truth("door.isName('" + name + "')")).as(name).isTrue();
        }
        for (String name : new String[] {"", " ", "a b", "<b>", "a/b", "x".repeat(65)}) {
            assertThat(js.truth("door.isName('" + name + "')")).as(name).isFalse();
        }
    }

    @Test
    void timeIsCountedDownInMinutesAndSeconds() {
        assertThat(js.json("[1, 23, 60, 899].map(door.countdown)")).isEqualTo("[\"0:01\",\"0:23\",\"1:00\",\"14:59\"]");
    }
}
