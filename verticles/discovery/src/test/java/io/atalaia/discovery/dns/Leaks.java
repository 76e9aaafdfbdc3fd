/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What Netty's leak detector finds; it says so when a buffer that nobody released is collected. */
final class Leaks {
    private static final List<String> FOUND = new CopyOnWriteArrayList<>();

    private Leaks() {}

    /** Counts only what is made after this; hence before Netty's first buffer of the process, to see all. */
    static void listen() {
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new ResourceLeakDetectorFactory() {
            @Override
            @SuppressWarnings("deprecation") // The factory has no other way.
            public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int interval, long active) {
                return detector(resource, interval);
            }

            @Override
            public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int interval) {
                return detector(resource, interval);
            }
        });
    }

    private static <T> ResourceLeakDetector<T> detector(Class<T> resource, int interval) {
        return new ResourceLeakDetector<>(resource, interval) {
            @Override
            protected void reportTracedLeak(String type, String records) {
                FOUND.add(type + ": " + records);
            }

            @Override
            protected void reportUntracedLeak(String type) {
                FOUND.add(type);
            }
        };
    }

    /** Collects garbage and makes buffers, at whose making the detector looks. */
    static List<String> found() {
        for (int i = 0; i < 5; i++) {
            System.gc();
            for (int j = 0; j < 200; j++) {
                ByteBufAllocator.DEFAULT.buffer(16).release();
            }
        }
        return List.copyOf(FOUND);
    }
}
