/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.view;

/**
 * What is to be known before a machine's figures are believed.
 *
 * @param clockOffset how far its clock is ahead of ours, in milliseconds; null as long as that is not known
 * @param conflict whether two agents send samples under its id
 * @param quarantined how many blocks of its samples are put aside because of their time
 */
public record Doubts(Long clockOffset, boolean conflict, int quarantined) {}
