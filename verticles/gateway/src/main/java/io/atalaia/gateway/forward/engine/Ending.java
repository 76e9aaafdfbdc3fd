/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward.engine;

/** How a request ended at one instance. */
public enum Ending {
    /** Answered, and not with the word that the instance failed. */
    ANSWERED,
    /** Answered with a status from 500 on. */
    FAILED,
    /** No connection, a broken one, or what is no HTTP. */
    BROKEN,
    /** No answer in time. */
    SILENT,
    /** Given up for reasons of others: says nothing about the instance. */
    LEFT
}
