/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import io.atalaia.launcher.database.backup.BackupException;
import io.atalaia.launcher.database.backup.Restore;
import io.atalaia.storage.service.Migrations;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code atalaia restore FILE}. */
@Command(
        name = "restore",
        description = {
            "Brings a backup into an empty database; Atalaia must not run meanwhile.",
            "It needs the same configuration as run."
        },
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private ConfigurationOptions options;

    @Option(names = "--replace", description = "Removes what the database holds first.")
    private boolean replace;

    @Parameters(paramLabel = "FILE", description = "A file that backup made.")
    private Path file;

    @Override
    public Integer call() throws Exception {
        var config = options.invocation().load(System.getenv()).config();
        try (var databases = new Databases(config)) {
            long documents = new Restore(databases.forReplacing(), Migrations.newest()).from(file, replace);
            System.out.printf(Locale.ROOT, "%,d documents are back from %s.%n", documents, file);
            return 0;
        } catch (BackupException | IllegalStateException e) {
            System.err.println("Nothing was restored: " + e.getMessage());
            return AtalaiaCommand.FAILED;
        }
    }
}
