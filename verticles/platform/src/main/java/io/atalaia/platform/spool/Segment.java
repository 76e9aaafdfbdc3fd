/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.storage.Block;
import io.atalaia.platform.engine.block.BlockCodec;
import io.atalaia.platform.spool.Gathering.Gathered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** What will be one sealed file: the samples of every machine since the last one. */
final class Segment {
    final long number;
    private final long begun;
    private final Supplier<Gathering> gatherings;
    private final Map<Who, Member> members = new LinkedHashMap<>();
    private long values;
    private int samples;

    /** @param begun epoch milliseconds */
    Segment(long number, long begun, Supplier<Gathering> gatherings) {
        this.number = number;
        this.begun = begun;
        this.gatherings = gatherings;
    }

    boolean takes(Sample sample) {
        var member = members.get(new Who(sample.machine(), sample.boot()));
        return member == null || member.gathering.takes(sample);
    }

    boolean knows(Who who) {
        return members.containsKey(who);
    }

    /** @param nextSeq heard only when the machine is new here */
    void member(Who who, long nextSeq, MachineFacts facts) {
        members.computeIfAbsent(who, unknown -> new Member(gatherings.get(), nextSeq)).facts = facts;
    }

    /** The sample's machine has to be a member. A sample that its gathering does not take begins another block. */
    void add(Sample sample, Schema schema) {
        var member = members.get(new Who(sample.machine(), sample.boot()));
        if (!member.gathering.takes(sample)) {
            member.ended.addAll(member.gathering.blocks());
            member.gathering = gatherings.get();
        }
        member.gathering.add(sample, schema);
        values += sample.values().length;
        samples++;
    }

    boolean isOver(long now) {
        return members.values().stream().anyMatch(member -> member.gathering.isOver(now, begun));
    }

    /** How many figures wait in memory. */
    long values() {
        return values;
    }

    int samples() {
        return samples;
    }

    /** @param nextSeqs hears the next number of each machine */
    List<Sealed> blocks(BiConsumer<Who, Long> nextSeqs) {
        List<Sealed> sealed = new ArrayList<>();
        members.forEach((who, member) -> {
            long seq = member.nextSeq;
            List<Gathered> blocks = new ArrayList<>(member.ended);
            blocks.addAll(member.gathering.blocks());
            for (Gathered one : blocks) {
                sealed.add(new Sealed(block(who, seq++, one), one.schema(), member.facts));
            }
            nextSeqs.accept(who, seq);
        });
        return sealed;
    }

    private static Block block(Who who, long seq, Gathered gathered) {
        long[] times = gathered.columns().times();
        return new Block(
                who.machine(),
                who.boot(),
                seq,
                gathered.schema().hash(),
                times[0],
                times[times.length - 1],
                times.length,
                BlockCodec.encode(gathered.columns()));
    }

    private static final class Member {
        private final List<Gathered> ended = new ArrayList<>();
        private final long nextSeq;
        private Gathering gathering;
        private MachineFacts facts;

        Member(Gathering gathering, long nextSeq) {
            this.gathering = gathering;
            this.nextSeq = nextSeq;
        }
    }
}
