/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.gateway.House;
import io.atalaia.gateway.RawClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Request smuggling against the page's and the API's port: a proxy before the gateway may cut what it passes on in another way. Whatever can be
 * cut in two ways is refused, and what follows it in its connection is not read.
 */
class SmuggledRequestsTest {
    private static final String HIDDEN = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private static House house;

    @BeforeAll
    static void open() {
        house = House.open();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static String post(String fields, String rest) {
        return RawClient.send(
                house.gateway.port(), "POST /api/v1/samples HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n" + rest);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n",
                "Content-Length: 0\r\nContent-Length: 70\r\n",
                "Content-Length: 0\r\nContent-Length: 0\r\n",
                "Content-Length: 0, 0\r\n",
                "Content-Length: +5\r\n",
                "Content-Length: -1\r\n",
                "Content-Length: 0x5\r\n",
                "Content-Length: 99999999999999999999\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                "Transfer-Encoding: identity, chunked\r\n",
                "Transfer-Encoding: chunked, gzip\r\n",
                "Transfer-Encoding : chunked\r\n",
                "Transfer-Encoding:\u000bchunked\r\n",
                " Transfer-Encoding: chunked\r\n",
                "Transfer-Encoding: \"chunked\"\r\n",
                "X: a\rTransfer-Encoding: chunked\r\n",
                "Content-Length\u0000: 5\r\n",
                "Host: other\r\n"
            })
    void framesThatCanBeReadInTwoWaysAreRefusedAndEndTheConnection(String fields) {
        String answer = post(fields, "0\r\n\r\n" + HIDDEN);
        assertThat(answer).startsWith("HTTP/1.1 400 ").doesNotContain("200 OK").doesNotEndWith(RawClient.OPEN);
        assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(2);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "zz\r\nabc\r\n0\r\n\r\n",
                "5;a\nb\r\nabcde\r\n0\r\n\r\n",
                "3\nabc\n0\n\n",
                "-3\r\nabc\r\n0\r\n\r\n",
                "0x3\r\nabc\r\n0\r\n\r\n",
                "3\r\nabcdef\r\n0\r\n\r\n",
                "fffffffffffffffff\r\nabc"
            })
    void badChunksAreNoBodyAndNothingBehindThemIsRead(String chunks) {
        assertThat(post("Transfer-Encoding: chunked\r\n", chunks + HIDDEN))
                .doesNotContain("200 OK")
                .doesNotEndWith(RawClient.OPEN);
    }

    @Test
    void anOldVersionWithChunksIsRefused() {
        String answer = RawClient.send(
                house.gateway.port(),
                "POST /api/v1/samples HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                        + HIDDEN);
        assertThat(answer).contains(" 400 ").doesNotContain("200 OK");
    }

    @Test
    void whatIsFramedWellIsAnsweredWithWhatFollowsIt() {
        String sample = "{\"name\":\"a\",\"m\":1}";
        String chunked = Integer.toHexString(sample.length()) + ";ext=\"1\"\r\n" + sample + "\r\n0\r\n\r\n";
        for (String answer : new String[] {
            post("Content-Length: " + sample.length() + "\r\n", sample + HIDDEN),
            post("Transfer-Encoding: Chunked\r\n", chunked + HIDDEN)
        }) {
            assertThat(answer).contains("{\"ok\":1}").endsWith("ok\n");
        }
    }
}
