/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import com.google.protobuf.InvalidProtocolBufferException;
import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.event.Events;
import io.atalaia.contracts.proto.EventMessage;
import io.atalaia.contracts.wire.EventForm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events that storage does not have yet, in a file that is written anew with each change: changes are rare. */
final class EventList {
    /** Beyond it the oldest go: a few megabytes. */
    static final int MOST = 20_000;

    private final Disk disk;
    private final Map<String, Event> events = new LinkedHashMap<>();
    /** The gaps that may still grow: those that were not handed out. */
    private final Map<Gap.Kind, Gap> open = new HashMap<>();

    private boolean unsaved;
    private long bytes;

    EventList(Disk disk) throws IOException {
        this.disk = disk;
        if (disk.names().contains(Names.EVENTS)) {
            byte[] content = disk.read(Names.EVENTS);
            bytes = content.length;
            for (Frame frame = Frame.at(content, 0); frame != null; frame = Frame.at(content, frame.end())) {
                read(frame);
            }
        }
    }

    private void read(Frame frame) {
        try {
            var event = EventForm.event(EventMessage.parseFrom(frame.body()));
            events.put(event.id(), event);
            Gap.in(event).ifPresent(gap -> open.put(gap.kind(), gap));
        } catch (InvalidProtocolBufferException e) {
            // A whole frame that is no event: written by a version that knows more.
        }
    }

    void add(Event event) {
        events.put(event.id(), event);
        unsaved = true;
        if (events.size() > MOST) {
            var oldest = events.values().iterator();
            var gone = oldest.next();
            oldest.remove();
            Gap.in(gone).ifPresent(gap -> open.remove(gap.kind(), gap));
        }
    }

    /** Extends the gap before it where there is one. */
    void lost(Entry entry, String reason) {
        var gap = Gap.of(entry, reason);
        var before = open.get(gap.kind());
        if (before != null && before.isFollowedBy(gap)) {
            events.remove(before.event().id());
            gap = before.with(gap);
        }
        open.put(gap.kind(), gap);
        add(gap.event());
    }

    List<Gap> gaps() {
        return events.values().stream().flatMap(event -> Gap.in(event).stream()).toList();
    }

    /** The oldest; they do not change any more. */
    List<Event> next() {
        var next = events.values().stream().limit(Events.MOST).toList();
        next.forEach(event -> Gap.in(event).ifPresent(gap -> open.remove(gap.kind(), gap)));
        return next;
    }

    void told(List<Event> told) {
        for (Event event : told) {
            unsaved |= events.remove(event.id(), event);
        }
    }

    int size() {
        return events.size();
    }

    /** After the return the list as it is survives a power cut. */
    void save() throws IOException {
        if (!unsaved) {
            return;
        }
        List<ByteBuffer> frames = events.values().stream()
                .map(event -> Frame.of(Frame.EVENT, EventForm.message(event).toByteArray()))
                .toList();
        var content = ByteBuffer.allocate(
                frames.stream().mapToInt(ByteBuffer::remaining).sum());
        frames.forEach(content::put);
        bytes = content.position();
        disk.write(Names.EVENTS, content.flip());
        unsaved = false;
    }

    boolean isSaved() {
        return !unsaved;
    }

    long bytes() {
        return bytes;
    }
}
