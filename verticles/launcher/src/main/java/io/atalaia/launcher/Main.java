/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

import io.atalaia.launcher.command.AtalaiaCommand;

/** Where the process begins. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // Hazelcast and Vert.x log through SLF4J; their own defaults would write to the terminal in forms of their own.
        System.setProperty("hazelcast.logging.type", "slf4j");
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
        System.setProperty("io.netty.tryReflectionSetAccessible", "false");
        // To a node that hangs Hazelcast opens a connection whose greeting nobody answers, and the thread that writes
        // to it runs its tasks over and over until somebody does, without ever looking at its selector. Connections to
        // other nodes that share the thread must therefore be woken by a task: woken by their selection keys they
        // would fall silent, and their nodes with them. Hazelcast takes this from nowhere else.
        System.setProperty("hazelcast.io.selectionKeyWakeupEnabled", "false");
        int code = AtalaiaCommand.execute(arguments);
        if (code != AtalaiaCommand.GOES_ON) {
            System.exit(code);
        }
    }
}
