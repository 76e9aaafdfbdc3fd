/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static Modules js;

    @BeforeAll
    static void load() {
        js = Modules.load("core/i18n");
        js.run(
                """
                i18n.loadCatalogue({'plain': 'Fleet', 'filled': '{shown} of {total}, {shown}', 'count#one': '{n} machine',
                  'count#other': '{n} machines'});
                """);
    }

    @AfterAll
    static void close() {
        js.close();
    }

    @Test
    void aKeyHasItsText() {
        assertThat(js.text("i18n.t('plain')")).isEqualTo("Fleet");
    }

    @Test
    void parametersAreFilledInWhereverTheyStand() {
        assertThat(js.text("i18n.t('filled', {shown: 0, total: 7})")).isEqualTo("0 of 7, 0");
    }

    @Test
    void aParameterThatIsNotGivenStaysVisible() {
        assertThat(js.text("i18n.t('filled', {shown: 3})")).isEqualTo("3 of {total}, 3");
    }

    @Test
    void whatAParameterSaysIsNotReadAgain() {
        assertThat(js.text("i18n.t('filled', {shown: '{total}', total: '$&'})")).isEqualTo("{total} of $&, {total}");
    }

    @Test
    void theNumberChoosesTheForm() {
        assertThat(js.text("i18n.t('count', {n: 1})")).isEqualTo("1 machine");
        assertThat(js.text("i18n.t('count', {n: 0})")).isEqualTo("0 machines");
        assertThat(js.text("i18n.t('count', {n: 2})")).isEqualTo("2 machines");
        assertThat(js.text("i18n.t('count', {n: '1,000'})")).isEqualTo("1,000 machines");
    }

    @Test
    void aMissingKeyAnswersItself() {
        assertThat(js.text("i18n.t('no.such', {n: 1})")).isEqualTo("no.such");
        assertThat(js.text("i18n.t('no.such')")).isEqualTo("no.such");
    }

    @Test
    void theLanguageIsKnown() {
        assertThat(js.text("i18n.locale()")).isEqualTo("en");
    }
}
