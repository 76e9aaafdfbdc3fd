/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

/** @param disk of each volume */
public record Rules(Rule cpu, Rule memory, Rule disk) {}
