/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command.doctor;

import io.atalaia.agent.GatewayAddress;
import io.atalaia.agent.stream.Knock;
import io.atalaia.platform.tls.PemFiles;
import io.vertx.core.Vertx;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether a gateway takes an agent with its token, or its certificate: it is asked as the agent asks. */
public final class TokenCheck implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final Vertx vertx = Vertx.vertx();
    private final PemFiles tls;
    private final String token;

    public TokenCheck(PemFiles tls, String token) {
        this.tls = tls;
        this.token = token;
    }

    /** @param gateway what to call it */
    public Finding at(GatewayAddress address, String gateway) throws InterruptedException {
        String what = gateway + (token.isEmpty() ? " certificate of this agent" : " token");
        try {
            var answer = Knock.at(vertx, address, tls, token)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return judged(what, answer);
        } catch (ExecutionException e) {
            return Finding.fail(what, "the gateway " + Knock.words(e.getCause()), "see the findings above");
        } catch (TimeoutException e) {
            return Finding.fail(what, "the gateway does not answer", "see that HTTP/2 comes through");
        }
    }

    private static Finding judged(String what, Knock.Answer answer) {
        if (!answer.known()) {
            return Finding.fail(
                    what,
                    "is refused: " + answer.why(),
                    "give this agent a token that the hub knows (agent.tokenFile)");
        }
        return answer.taken()
                ? Finding.ok(what, "is accepted")
                : Finding.warn(
                        what, "is known, but the gateway takes no agent now: " + answer.why(), "wait, or see the hub");
    }

    @Override
    public void close() throws InterruptedException {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // The process ends next.
        }
    }
}
