/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import picocli.CommandLine.Command;

/** {@code atalaia admin}: what only who sits at a hub's machine may do. */
@Command(
        name = "admin",
        description = "Lets who sits at a hub's machine become an administrator.",
        mixinStandardHelpOptions = true,
        subcommands = AdminLinkCommand.class,
        synopsisSubcommandLabel = "link")
final class AdminCommand {}
