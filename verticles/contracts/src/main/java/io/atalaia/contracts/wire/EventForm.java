/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.wire;

import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.proto.EventMessage;

/** An event in protobuf; {@code sample.proto} documents the fields. */
public final class EventForm {
    private EventForm() {}

    public static EventMessage message(Event event) {
        return EventMessage.newBuilder()
                .setMachine(event.machine())
                .setId(event.id())
                .setKind(event.kind())
                .setFrom(event.from())
                .setTo(event.to())
                .setText(event.text())
                .putAllDetails(event.details())
                .build();
    }

    public static Event event(EventMessage message) {
        return new Event(
                message.getMachine(),
                message.getId(),
                message.getKind(),
                message.getFrom(),
                message.getTo(),
                message.getText(),
                message.getDetailsMap());
    }
}
