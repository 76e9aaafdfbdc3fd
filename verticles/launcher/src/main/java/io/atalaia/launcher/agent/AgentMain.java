/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.agent;

import io.atalaia.launcher.command.AgentCommand;
import io.atalaia.launcher.command.AtalaiaCommand;

/** Where the process of an agent on its own begins. */
public final class AgentMain {
    private AgentMain() {}

    public static void main(String[] arguments) {
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
        AgentLog.open();
        int code = AgentCommand.execute(arguments);
        if (code != AtalaiaCommand.GOES_ON) {
            System.exit(code);
        }
    }
}
