/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.bus;

import io.atalaia.platform.bus.TestMessages.Answer;
import io.atalaia.tests.support.TestCluster;
import io.vertx.core.Future;

/** A node in a process of its own that serves one route, says so on its output, and waits to be killed. */
final class ServingProcess {
    private ServingProcess() {}

    public static void main(String[] arguments) {
        var bus = Bus.on(TestCluster.described(arguments[0]).join(), TestMessages.oldNode());
        bus.serve(TestMessages.ECHO, question -> Future.succeededFuture(new Answer("other " + question.text())))
                .await();
        bus.serve(
                        TestMessages.ECHO.at("silent"),
                        question -> Future.<Answer>future(never -> System.out.println("asked")))
                .await();
        System.out.println("serving");
    }
}
