/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

/** Whose blocks are counted together: a machine, from one start of its agent on. */
record Who(String machine, String boot) {}
