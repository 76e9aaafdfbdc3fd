/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The members of the Hazelcast cluster. Who they are travels in attributes of each, so that everybody knows everybody's name
 * without a question, also on the wrong side of a split.
 */
public final class HazelcastMembers implements Members {
    /** What travels between nodes; another number means that they do not understand each other. */
    public static final int WIRE = 1;

    private static final String ID = "atalaia.id";
    private static final String NAME = "atalaia.name";
    private static final String WIRE_VERSION = "atalaia.wire";
    /** Hazelcast answers from memory, but while a member is being lost its locks may be held for long. */
    private static final long PATIENCE_MILLIS = 1_000;

    private final Vertx vertx;
    private final RereadingClusterManager manager;
    private final HazelcastInstance hazelcast;
    /** What Hazelcast calls those that were listed, by their own ids. */
    private final Map<String, String> memberIds = new ConcurrentHashMap<>();

    public HazelcastMembers(Vertx vertx, RereadingClusterManager manager) {
        this.vertx = vertx;
        this.manager = manager;
        hazelcast = manager.getHazelcastInstance();
    }

    /** Writes who this node is into the configuration with which it joins. */
    public static void present(Config config, String id, String name) {
        config.getMemberAttributeConfig()
                .setAttribute(ID, id)
                .setAttribute(NAME, name)
                .setAttribute(WIRE_VERSION, String.valueOf(WIRE));
    }

    @Override
    public Peer self() {
        return peer(hazelcast.getCluster().getLocalMember());
    }

    @Override
    public Future<List<Peer>> list() {
        return vertx.executeBlocking(this::peers, false).timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private List<Peer> peers() {
        Map<String, String> found = new HashMap<>();
        List<Peer> peers = new ArrayList<>();
        for (Member member : hazelcast.getCluster().getMembers()) {
            var peer = peer(member);
            peers.add(peer);
            found.put(peer.id(), member.getUuid().toString());
        }
        memberIds.putAll(found);
        memberIds.keySet().retainAll(found.keySet());
        return peers;
    }

    @Override
    public void passOver(Set<String> peers) {
        manager.passOver(
                peers.stream().map(memberIds::get).filter(Objects::nonNull).collect(Collectors.toSet()));
    }

    private static Peer peer(Member member) {
        String id = attribute(member, ID).orElseGet(() -> member.getUuid().toString());
        return new Peer(
                id, attribute(member, NAME).orElse(id), member.getAddress().getHost());
    }

    private static Optional<String> attribute(Member member, String name) {
        return Optional.ofNullable(member.getAttribute(name));
    }

    @Override
    public void onMerge(Runnable listener) {
        hazelcast.getLifecycleService().addLifecycleListener(event -> {
            if (event.getState() == LifecycleEvent.LifecycleState.MERGED) {
                listener.run();
            }
        });
    }

    @Override
    public boolean clustered() {
        return true;
    }

    /**
     * Why this node cannot work with those it met, in a sentence; empty when it can. It has joined by then, since what others
     * speak is known only among members, and must leave again.
     */
    public Optional<String> stranger() {
        return hazelcast.getCluster().getMembers().stream()
                .filter(member ->
                        !attribute(member, WIRE_VERSION).orElse("none").equals(String.valueOf(WIRE)))
                .findFirst()
                .map(member -> "node " + peer(member).name() + " at "
                        + member.getAddress().getHost() + " speaks version "
                        + attribute(member, WIRE_VERSION).orElse("none")
                        + " of the messages between nodes and this one "
                        + WIRE + ": nodes of both cannot be in one cluster");
    }
}
