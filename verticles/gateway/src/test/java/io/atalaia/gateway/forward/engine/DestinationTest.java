/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

    @Test
    void thePathGoesOnSignForSign() {
        var destination = Destination.of("/shop/a%20b//c;v=1/?q=/../x&y=%2e%2e");

        assertThat(destination.service()).isEqualTo("shop");
        assertThat(destination.uri()).isEqualTo("/a%20b//c;v=1/?q=/../x&y=%2e%2e");
        assertThat(destination.lacksSlash()).isFalse();
    }

    @Test
    void aNameAloneAsksForTheRoot() {
        assertThat(Destination.of("/shop").lacksSlash()).isTrue();
        assertThat(Destination.of("/shop?a=b").uri()).isEqualTo("/?a=b");
        assertThat(Destination.of("/shop/").uri()).isEqualTo("/");
        assertThat(Destination.of("/shop/.well-known/x.y/..z/...").uri()).isEqualTo("/.well-known/x.y/..z/...");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "*",
                "",
                "shop",
                "//shop/x",
                "http://other/shop/x",
                "/Shop/x",
                "/sh_op/",
                "/../shop/",
                "/shop/../x",
                "/shop/..",
                "/shop/./x",
                "/shop/%2e%2e/x",
                "/shop/.%2E/x",
                "/shop/a%2f..%2fb",
                "/shop/a%5c..",
                "/shop/..;/x",
                "/shop/\\..\\x",
                "/shop/..%2fx",
                "/shop/a\u0000b",
                "/shop/a b",
                "/shop/é",
                "/shop/a#b",
                "/shop/\t"
            })
    void whatNamesNoServiceOrReadsInTwoWaysIsRefused(String uri) {
        assertThat(Destination.of(uri)).isNull();
    }
}
