/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RewritingTest {
    private final Place place = Place.of(Instances.of("shop-1", 1, Map.of()));

    @Test
    void fieldsThatAConnectionNamesStayThere() {
        assertThat(Hops.named(List.of("keep-alive"))).isEmpty();
        assertThat(Hops.named(List.of("X-Private, keep-alive", "x-more"))).contains("x-private", "x-more");
        assertThat(Hops.isOne("proxy-authorization")).isTrue();
        assertThat(Hops.isOne("te")).isTrue();
        assertThat(Hops.isOne("authorization")).isFalse();
        assertThat(Hops.named(List.of("close, Content-Length"))).isNull();
        assertThat(Hops.named(List.of("Host"))).isNull();
    }

    @Test
    void ourCookiesAreTakenOutOfOthers() {
        assertThat(Cookies.withoutOurs("a=1; b=2")).isEqualTo("a=1; b=2");
        assertThat(Cookies.withoutOurs("a=1; atalaia-session=secret; b=2")).isEqualTo("a=1; b=2");
        assertThat(Cookies.withoutOurs("__Host-atalaia-session=secret")).isNull();
        assertThat(Cookies.withoutOurs("x-atalaia-session-like=1")).isEqualTo("x-atalaia-session-like=1");
        assertThat(Cookies.holdsOurs("a=1;atalaia-session=x")).isTrue();
    }

    @Test
    void aServiceSetsCookiesUnderItsOwnPathAndNoneOfOurs() {
        assertThat(Cookies.under("/shop", "id=1; Path=/; Domain=example.org; HttpOnly"))
                .isEqualTo("id=1; Path=/shop/; HttpOnly");
        assertThat(Cookies.under("/shop", "id=1; path=/shop/cart; Secure")).isEqualTo("id=1; Path=/shop/cart; Secure");
        assertThat(Cookies.under("/shop", "atalaia-session=fixed; Path=/")).isNull();
        assertThat(Cookies.under("/shop", "__Host-Atalaia-Session=fixed")).isNull();
    }

    @Test
    void redirectsOfAServiceStayUnderItsName() {
        assertThat(Redirects.location("/shop", place, "/cart?x=1")).isEqualTo("/shop/cart?x=1");
        assertThat(Redirects.location("/shop", place, "/shop/cart")).isEqualTo("/shop/cart");
        assertThat(Redirects.location("/shop", place, "http://" + place.authority() + "/cart"))
                .isEqualTo("/shop/cart");
        assertThat(Redirects.location("/shop", place, "http://" + place.authority() + "1/cart"))
                .isEqualTo("http://" + place.authority() + "1/cart");
        assertThat(Redirects.location("/shop", place, "https://example.org/")).isEqualTo("https://example.org/");
        assertThat(Redirects.location("/shop", place, "//example.org/")).isEqualTo("//example.org/");
        assertThat(Redirects.location("/shop", place, "next")).isEqualTo("next");
    }

    @Test
    void forwardedIsWrittenAsItsRuleSays() {
        assertThat(Traces.forwarded("192.0.2.1", "hub:8081", "http"))
                .isEqualTo("for=192.0.2.1;host=\"hub:8081\";proto=http");
        assertThat(Traces.forwarded("2001:db8::1", "hub", "https"))
                .isEqualTo("for=\"[2001:db8::1]\";host=\"hub\";proto=https");
        assertThat(Traces.isOne("x-forwarded-anything")).isTrue();
        assertThat(Traces.isHost("[::1]:8081")).isTrue();
        assertThat(Traces.isHost("a\"b")).isFalse();
    }

    @Test
    void aClientMayWantItsAnswerSoonerAndNeverLater() {
        assertThat(TimeLeft.of(null, 30_000)).isEqualTo(30_000);
        assertThat(TimeLeft.of("500", 30_000)).isEqualTo(500);
        assertThat(TimeLeft.of("60000", 30_000)).isEqualTo(30_000);
        assertThat(TimeLeft.of("0", 30_000)).isEqualTo(-1);
        assertThat(TimeLeft.of("-5", 30_000)).isEqualTo(-1);
        assertThat(TimeLeft.of("99999999999", 30_000)).isEqualTo(-1);
        assertThat(TimeLeft.of("soon", 30_000)).isEqualTo(-1);
    }

    @Test
    void anInstanceMayHaveAHostOfItsOwn() {
        assertThat(place.authority()).isEqualTo("10.0.0.1:" + place.port());
        var named = Place.of(Instances.of("shop-1", 1, Map.of(Manner.HOST, "shop.example.org")));
        assertThat(named.authority()).isEqualTo("shop.example.org");
        assertThat(named.host()).isEqualTo("shop.example.org");
        assertThat(Place.of(Instances.of("shop-1", 1, Map.of(Manner.HOST, "a\r\nb: c")))
                        .authority())
                .isEqualTo(place.authority());
    }
}
