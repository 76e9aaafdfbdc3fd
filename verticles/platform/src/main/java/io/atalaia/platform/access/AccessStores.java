/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.access;

/** Everything that is kept about who may come in, what they did, and what they say of machines. */
public record AccessStores(
        Users users,
        Sessions sessions,
        AccessTokens tokens,
        SetupLinks links,
        Enrolments enrolments,
        Changes changes,
        Audit audit,
        MachineNotes machines) {}
