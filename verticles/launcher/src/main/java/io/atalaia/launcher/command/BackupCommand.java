/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import io.atalaia.launcher.Version;
import io.atalaia.launcher.database.backup.Backup;
import io.atalaia.launcher.database.backup.BackupException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code atalaia backup FILE}. */
@Command(
        name = "backup",
        description = {
            "Writes everything that the database holds into one file, while Atalaia runs or not.",
            "It needs the same configuration as run."
        },
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    private static final double MEBIBYTE = 1 << 20;

    @Mixin
    private ConfigurationOptions options;

    @Parameters(paramLabel = "FILE", description = "The file to make; one that is there is not overwritten.")
    private Path file;

    @Override
    public Integer call() throws Exception {
        var config = options.invocation().load(System.getenv()).config();
        try (var databases = new Databases(config)) {
            var done = new Backup(databases.forReading(), Version.current()).to(file, Instant.now());
            System.out.printf(
                    Locale.ROOT,
                    "%s holds %,d documents in %.1f MiB.%n",
                    file,
                    done.documents(),
                    done.bytes() / MEBIBYTE);
            return 0;
        } catch (BackupException | IllegalStateException e) {
            System.err.println("No backup was made: " + e.getMessage());
            return AtalaiaCommand.FAILED;
        }
    }
}
