/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import io.atalaia.launcher.Configuration;
import io.atalaia.launcher.HubAddress;
import io.atalaia.launcher.NodeName;
import io.atalaia.launcher.SetupAddress;
import io.atalaia.launcher.database.LinkWriter;
import io.atalaia.platform.access.Secrets;
import io.atalaia.platform.access.SetupLink;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code atalaia admin link}: writes a link's hash into the database, and its secret to the terminal alone. */
@Command(
        name = "link",
        description = {
            "Prints a link with which somebody becomes an administrator, once, within 10 minutes: a new user, or one who"
                    + " forgot the password.",
            "It reaches the database as `backup` does and needs the same configuration as run."
        },
        mixinStandardHelpOptions = true)
final class AdminLinkCommand implements Callable<Integer> {
    private static final int MOST_SECONDS = 30;

    @Mixin
    private ConfigurationOptions options;

    @Override
    public Integer call() throws Exception {
        var invocation = options.invocation();
        var config = invocation.load(System.getenv()).config();
        String secret = Secrets.random();
        try (var databases = new Databases(config)) {
            write(databases.uri(), config, Secrets.hash(secret));
        } catch (IllegalStateException | ExecutionException | TimeoutException e) {
            System.err.println("No link was made: " + e.getMessage());
            return AtalaiaCommand.FAILED;
        }
        var gateway = config.gateway();
        boolean encrypted = gateway.tls().isOn() || invocation.devTls();
        String base = HubAddress.of(encrypted, gateway.host(), gateway.port(), NodeName.ofHost());
        System.out.println("Become an administrator with this link, once, within " + SetupLink.LIFE.toMinutes()
                + " minutes, on any hub of the cluster:");
        System.out.println();
        System.out.println("  " + SetupAddress.of(base, secret));
        System.out.println();
        return 0;
    }

    private static void write(String uri, Configuration config, String hash) throws Exception {
        var vertx = Vertx.vertx();
        try {
            long now = System.currentTimeMillis();
            var link = new SetupLink(hash, false, now + SetupLink.LIFE.toMillis());
            wait(LinkWriter.write(vertx, uri, config.storage().mongo().database(), link, now));
        } finally {
            wait(vertx.close());
        }
    }

    private static void wait(Future<?> future) throws Exception {
        var done = future.toCompletionStage().toCompletableFuture();
        var ignored = done.get(MOST_SECONDS, TimeUnit.SECONDS);
    }
}
