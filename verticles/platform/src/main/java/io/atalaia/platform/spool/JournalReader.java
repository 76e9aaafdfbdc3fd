/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.protobuf.InvalidProtocolBufferException;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.proto.MachineFactsMessage;
import io.atalaia.contracts.proto.SampleMessage;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.wire.FactsForm;
import io.atalaia.contracts.wire.SampleForm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a segment, however it ended: what is torn at its tail is left out, and so is a single frame that is damaged. */
public final class JournalReader {
    private JournalReader() {}

    /** The samples of a segment file in the order in which they were appended. */
    public static List<Stamp> stamps(Path segment) throws IOException {
        List<Stamp> stamps = new ArrayList<>();
        read(Files.readAllBytes(segment), new Listener() {
            @Override
            public void machine(String boot, long nextSeq, MachineFacts facts) {}

            @Override
            public void sample(Sample sample) {
                stamps.add(new Stamp(sample.machine(), sample.boot(), sample.time()));
            }
        });
        return stamps;
    }

    /** @return how many whole frames were damaged; a torn tail is none */
    @CanIgnoreReturnValue
    static int read(byte[] bytes, Listener listener) {
        int damaged = 0;
        int at = 0;
        int suspected = 0;
        while (at >= 0 && at < bytes.length) {
            var frame = Frame.at(bytes, at);
            if (frame == null) {
                suspected++;
                at = Frame.after(bytes, at);
            } else {
                // Damage is told from a torn tail by what is whole behind it.
                damaged += suspected + (told(frame, listener) ? 0 : 1);
                suspected = 0;
                at = frame.end();
            }
        }
        return damaged;
    }

    private static boolean told(Frame frame, Listener listener) {
        try {
            switch (frame.type()) {
                case Frame.MACHINE -> machine(frame.body(), listener);
                case Frame.SAMPLE -> listener.sample(SampleForm.sample(SampleMessage.parseFrom(frame.body())));
                default -> {
                    // The head, or what a later version added.
                }
            }
            return true;
        } catch (InvalidProtocolBufferException | RuntimeException e) {
            return false;
        }
    }

    private static void machine(ByteBuffer body, Listener listener) throws InvalidProtocolBufferException {
        long nextSeq = body.getLong();
        byte[] boot = new byte[body.getShort()];
        body.get(boot);
        var facts = FactsForm.facts(MachineFactsMessage.parseFrom(body));
        listener.machine(new String(boot, StandardCharsets.UTF_8), nextSeq, facts);
    }

    /** Hears what is in a segment, in its order. */
    interface Listener {
        void machine(String boot, long nextSeq, MachineFacts facts);

        void sample(Sample sample);
    }
}
