/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.storage.Block;
import io.atalaia.storage.engine.Kept;
import io.atalaia.storage.engine.Machine;
import io.atalaia.storage.engine.MinuteBlocks;
import io.atalaia.storage.engine.Tier;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where samples are kept. Every future of a write succeeds after the write; everything is reached by computable ids. What the
 * store itself cannot do fails as {@link Trouble}.
 */
public interface SampleStore {

    /** Makes the indexes; safe to repeat. */
    Future<Void> prepare();

    /** Fails when the store does not answer. */
    Future<Void> ping();

    /** Keeps the facts of a machine and its schema; {@code now} is when this was told, in epoch milliseconds. */
    Future<Void> introduce(MachineFacts facts, Schema schema, long now);

    Future<Optional<Machine>> machine(String id);

    Future<List<Machine>> machines();

    /** The schemas that are known among these. */
    Future<List<Schema>> schemas(Collection<String> hashes);

    /** Adds blocks to their minutes; those that are there already change nothing. Answers how many were new. @param received now, epoch milliseconds */
    Future<Integer> put(List<Block> blocks, long received);

    /** Says of hours that they have blocks to pack. Each note changes the machine's version and the hour's number. */
    Future<Void> note(Collection<Note> notes);

    /** Moves the newest sample of machines forward, in epoch milliseconds; never back. */
    Future<Void> noteLast(Map<String, Long> lastBlocks);

    /** The minutes that have blocks among these, in no order. */
    Future<List<MinuteBlocks>> minutes(String machine, List<Long> minutes);

    /** Removes minutes, each only if no block was added to it since it was read. */
    Future<Void> drop(String machine, List<MinuteBlocks> minutes);

    /** The documents that are there among these, with the columns at or under these paths; all columns when there are none. */
    Future<List<Tier>> tiers(Collection<String> ids, Set<String> paths);

    /** The fences of the documents that are there among these, without their columns. */
    Future<List<Tier>> fences(Collection<String> ids);

    /** Writes whole documents; false when any of them was written by somebody else since it was read. May be repeated. */
    Future<Boolean> write(List<Tier.Write> writes);

    Future<Void> removeTiers(Collection<String> ids);

    /**
     * Says that an hour is packed into these groups, and that its day is to be packed.
     *
     * @param damage the times, ends by beginnings, that could not be read
     */
    Future<Void> packed(String machine, long hour, Set<String> groups, Map<Long, Long> damage);

    /** Says that an hour is to be packed once more, without new blocks. */
    Future<Void> touch(String machine, long hour);

    /** Takes an hour off the list of those to pack, unless it was noted again since {@code number} was read. */
    Future<Void> forget(String machine, long hour, long number);

    /** The same for a day. */
    Future<Void> forgetDay(String machine, long day, long number);

    /** Says from when on what of a machine is kept. */
    Future<Void> kept(String machine, Kept kept);

    /** Removes what a machine's document says of times before this one, epoch milliseconds; never its newest schema. */
    Future<Void> prune(String machine, long before);

    Future<FleetState> fleet();

    /** Says that figures of the fleet are to be written for these hours. */
    Future<Void> noteFleet(Collection<Long> hours);

    /** Takes an hour off that list, unless it was noted again since {@code number} was read. */
    Future<Void> forgetFleet(long hour, long number);

    /** Says from which hour on figures of the fleet are kept. */
    Future<Void> keptFleet(long hour);

    /**
     * @param touched the hours whose figures are to be written, each with a number that changes with every note
     * @param from no figures of hours before this one are kept
     */
    record FleetState(Map<Long, Long> touched, long from) {}

    /**
     * Blocks came for an hour.
     *
     * @param from the first of their samples, epoch milliseconds
     * @param to the last
     * @param schema of those blocks
     */
    record Note(String machine, long hour, long from, long to, String schema) {}

    /** The store does not answer, or refuses to. */
    final class Trouble extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Trouble(Throwable cause) {
            super(cause);
        }
    }
}
