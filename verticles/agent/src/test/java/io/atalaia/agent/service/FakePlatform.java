/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import io.atalaia.agent.engine.Collector;
import io.atalaia.agent.engine.Fixtures;
import io.atalaia.agent.engine.ProcessLook;
import io.atalaia.agent.engine.SlowSource;
import io.atalaia.agent.parse.MountFile.Volume;
import io.atalaia.agent.read.HostFacts;
import io.atalaia.agent.read.Platform;
import io.atalaia.agent.read.VolumeFigures;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A machine that a test turns. */
public final class FakePlatform implements Platform {
    public final Fixtures.Turned collector = new Fixtures.Turned("node_load1");
    public volatile List<Volume> volumes = List.of();
    public volatile List<SlowSource> slow = List.of();
    public final Set<Volume> hanging = ConcurrentHashMap.newKeySet();
    public final AtomicInteger asked = new AtomicInteger();
    public final CountDownLatch back = new CountDownLatch(1);

    @Override
    public HostFacts facts() {
        return new HostFacts("tower", List.of("10.0.0.1"), "Linux", "6.1", "x86_64", "", 2, 1, 0);
    }

    @Override
    public List<Collector> collectors() {
        return List.of(collector);
    }

    @Override
    public ProcessLook processes(int top) {
        return List::of;
    }

    @Override
    public List<Volume> volumes() {
        return volumes;
    }

    @Override
    public VolumeFigures measure(Volume volume) throws IOException {
        asked.incrementAndGet();
        if (hanging.contains(volume)) {
            try {
                back.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
        return new VolumeFigures(100, 60, 50, 10, 5);
    }

    @Override
    public List<SlowSource> slow() {
        return slow;
    }
}
