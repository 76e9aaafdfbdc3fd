/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;

/** What is asked of a gateway again and again. */
public interface Question {
    String name();

    /** A fresh one each time. */
    Request next();

    /**
     * @param path behind the gateway's address
     * @param http without an address
     */
    record Request(String path, HttpRequest.Builder http, Judge judge) {}

    /** Says what is wrong with an answer of status 200; empty when nothing is. */
    interface Judge {
        String judge(JsonNode answer);
    }
}
