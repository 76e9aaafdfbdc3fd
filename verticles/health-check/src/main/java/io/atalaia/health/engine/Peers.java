/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.engine;

import io.atalaia.contracts.health.JudgementApi;
import io.atalaia.contracts.health.JudgementApi.Held;
import io.atalaia.contracts.health.JudgementApi.Opinions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The watchers and what each thinks, as far as this node heard; itself among them. Nanoseconds; for one thread. */
public final class Peers {
    static final long SILENT = TimeUnit.MILLISECONDS.toNanos(JudgementApi.SILENT_MILLIS);
    /** For so long it is remembered that somebody fell silent. */
    private static final long REMEMBERED = TimeUnit.HOURS.toNanos(1);

    private final String self;
    private final Map<String, Peer> peers = new HashMap<>();

    public Peers(String self, String name) {
        this.self = self;
        peers.put(self, new Peer(name));
    }

    private static final class Peer {
        private final String name;
        private long heardAt;
        private boolean doubting;
        private boolean left;
        private Map<String, Thought> thoughts = new HashMap<>();

        Peer(String name) {
            this.name = name;
        }
    }

    /** @param since when this node first heard it so */
    record Thought(Held held, long since) {}

    public void hear(Opinions told, long now) {
        var peer = peers.computeIfAbsent(told.node(), any -> new Peer(told.name()));
        peer.heardAt = now;
        peer.doubting = told.doubting();
        peer.left = told.leaving();
        Map<String, Thought> thoughts = told.whole() ? new HashMap<>() : peer.thoughts;
        for (Held held : told.held()) {
            var before = peer.thoughts.get(held.key());
            boolean same =
                    before != null && before.held.health() == held.health() && before.held.since() == held.since();
            thoughts.put(held.key(), new Thought(held, same ? before.since : now));
        }
        peer.thoughts = thoughts;
        peers.entrySet().removeIf(one -> !one.getKey().equals(self) && now - one.getValue().heardAt > REMEMBERED);
    }

    /** Those that were heard lately and did not say that they leave, each with its name. */
    public Map<String, String> living(long now) {
        Map<String, String> living = new HashMap<>();
        peers.forEach((node, peer) -> {
            if (lives(node, peer, now)) {
                living.put(node, peer.name);
            }
        });
        return living;
    }

    /** Those of the living that do not doubt themselves; when all do, all of them. */
    public Map<String, String> fit(long now) {
        var fit = living(now);
        Map<String, String> living = new HashMap<>(fit);
        fit.keySet().removeIf(node -> peers.get(node).doubting);
        return fit.isEmpty() ? living : fit;
    }

    /** The same with this node among them, which goes on to watch while it doubts: it would not notice that it hears again. */
    public Map<String, String> fitAndSelf(long now) {
        var fit = fit(now);
        fit.put(self, peers.get(self).name);
        return fit;
    }

    private boolean lives(String node, Peer peer, long now) {
        return node.equals(self) || !peer.left && now - peer.heardAt <= SILENT;
    }

    /** Whether it fell silent without a word. */
    boolean hasDeparted(String node, long now) {
        var peer = peers.get(node);
        return peer != null && !peer.left && !lives(node, peer, now);
    }

    boolean isDoubting(String node) {
        var peer = peers.get(node);
        return peer != null && peer.doubting;
    }

    /** What it thinks of an instance. */
    Optional<Thought> thought(String node, Subject subject) {
        return Optional.ofNullable(peers.get(node))
                .map(peer -> peer.thoughts.get(subject.key()))
                .filter(thought -> thought.held.since() == subject.target().since());
    }

    /** What each living watcher thinks of an instance, by the watchers' ids. */
    public Map<String, Held> thoughts(String key, long now) {
        Map<String, Held> thoughts = new HashMap<>();
        living(now).keySet().forEach(node -> {
            var thought = peers.get(node).thoughts.get(key);
            if (thought != null) {
                thoughts.put(node, thought.held);
            }
        });
        return thoughts;
    }
}
