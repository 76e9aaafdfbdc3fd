/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.bridge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Passes frames on within this node; they never travel to another. */
final class FrameCodec implements MessageCodec<Frame, Frame> {
    static final String NAME = "atalaia-ui";

    @Override
    public void encodeToWire(Buffer out, Frame frame) {
        throw new UnsupportedOperationException("frames stay within their node");
    }

    @Override
    public Frame decodeFromWire(int pos, Buffer in) {
        throw new UnsupportedOperationException("frames stay within their node");
    }

    @Override
    public Frame transform(Frame frame) {
        return frame;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
