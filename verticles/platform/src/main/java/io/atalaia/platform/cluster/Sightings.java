/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.contracts.node.NodeState.Seen;
import io.atalaia.platform.cluster.ClusterStore.Reading;
import io.atalaia.platform.cluster.engine.Footing;
import io.atalaia.platform.cluster.engine.Footing.Judgement;
import io.atalaia.platform.cluster.engine.Footing.Sight;
import io.atalaia.platform.cluster.engine.Grants;
import io.atalaia.platform.cluster.engine.Grants.Grant;
import io.atalaia.platform.cluster.engine.Ring;
import io.atalaia.platform.cluster.engine.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What this node knows of the others, put together from who is counted in, who answers and whose lease lives. Knows no clock and
 * no network: nanoseconds of a monotonic clock are handed in. For one thread at a time.
 */
final class Sightings {
    static final Duration SILENT_AFTER = Duration.ofSeconds(3);
    private static final long DEGRADED_AFTER_NANOS = Duration.ofSeconds(3).toNanos();
    private static final long SIZE_HOLDS_NANOS = Duration.ofSeconds(10).toNanos();
    /** For so long a node is shown after its end, so that people see that it ended. */
    private static final long REMEMBERED_NANOS = Duration.ofMinutes(1).toNanos();

    private final Peer self;
    private final boolean clustered;
    private final int configured;
    private final Ring ring = new Ring(SILENT_AFTER.toNanos());
    private final Footing footing = new Footing(DEGRADED_AFTER_NANOS);
    private final Size size = new Size(SIZE_HOLDS_NANOS);
    private final Grants grants = new Grants();
    private final Map<String, Peer> known = new HashMap<>();
    private final Map<String, List<String>> serves = new HashMap<>();
    private final Map<String, Long> lastAlive = new HashMap<>();
    private Set<String> members = new HashSet<>();
    private boolean readable;
    private Judgement judgement = Judgement.FIRM;

    /** @param configured how many nodes the operator expects; 0 means the most ever seen */
    Sightings(Peer self, boolean clustered, int configured) {
        this.self = self;
        this.clustered = clustered;
        this.configured = configured;
        known.put(self.id(), self);
        members.add(self.id());
    }

    /** @return whether somebody came, or came back */
    @CanIgnoreReturnValue
    boolean members(List<Peer> all, long now) {
        var ids = all.stream().map(Peer::id).collect(Collectors.toCollection(HashSet::new));
        ids.add(self.id());
        boolean more = !members.containsAll(ids);
        members = ids;
        all.forEach(peer -> known.put(peer.id(), peer));
        forget(now);
        ring.ask(peers(), now);
        return more;
    }

    private void forget(long now) {
        known.keySet().forEach(id -> {
            if (members.contains(id) || ring.answers(id) || holdsLease(id)) {
                lastAlive.put(id, now);
            }
        });
        lastAlive.values().removeIf(alive -> now - alive > REMEMBERED_NANOS);
        known.keySet().retainAll(lastAlive.keySet());
        serves.keySet().retainAll(known.keySet());
    }

    /** Everybody but this node. */
    Set<String> peers() {
        return known.keySet().stream().filter(id -> !id.equals(self.id())).collect(Collectors.toSet());
    }

    /** @param addresses what it serves as others may, too */
    void answered(String peer, List<String> addresses, long now) {
        ring.answered(peer, now);
        serves.put(peer, addresses);
    }

    /** What the others serve that can be asked at this moment, by their ids. */
    Map<String, List<String>> serving() {
        var serving = new HashMap<>(serves);
        serving.keySet().removeIf(id -> !ring.answers(id) || !members.contains(id));
        return serving;
    }

    void read(Reading reading, long sent, long received) {
        readable = true;
        grants.read(reading.leases(), sent, received);
        size.told(reading.most());
    }

    void couldNotRead() {
        readable = false;
        grants.couldNotRead();
    }

    /** @param leased whether this node's own lease is held, which shows that the database takes writes */
    Ring.News look(boolean leased, long now) {
        var news = ring.look(now);
        size.saw(seen(), now);
        judgement = footing.judge(new Sight(readable && leased, expected(), seen()), now);
        return news;
    }

    /** The most nodes that were ever seen at once for a while; 0 when none were yet. */
    int most() {
        return size.most();
    }

    int silent() {
        return ring.silent();
    }

    /** How many nodes can be heard, this one included. */
    int seen() {
        return 1 + (int) known.keySet().stream().filter(ring::answers).count();
    }

    Peer peer(String id) {
        return known.getOrDefault(id, new Peer(id, id, ""));
    }

    boolean member(String id) {
        return members.contains(id);
    }

    private int expected() {
        if (!clustered) {
            return 1;
        }
        return configured > 0 ? configured : Math.max(1, size.most());
    }

    /** Those that came just now do not bind anybody yet, though "2 of 1 nodes" would be odd. */
    private int shownExpected() {
        return configured > 0 ? expected() : Math.max(expected(), seen());
    }

    View view() {
        return new View(self, shownExpected(), judgement.degraded(), judgement.why(), sees(), addresses(), leases());
    }

    private List<Seen> sees() {
        var ids = new HashSet<>(known.keySet());
        grants.now().values().stream()
                .filter(Grant::held)
                .filter(Sightings::ofNode)
                .forEach(grant -> ids.add(grant.owner()));
        return ids.stream()
                .map(this::seen)
                .sorted(Comparator.comparing(Seen::name).thenComparing(Seen::id))
                .toList();
    }

    private Seen seen(String id) {
        boolean here = id.equals(self.id());
        Boolean leased = readable ? (Boolean) holdsLease(id) : null;
        return new Seen(id, peer(id).name(), members.contains(id), here || ring.answers(id), leased);
    }

    private boolean holdsLease(String id) {
        var grant = grants.now().get(ClusterStore.nodeLease(id));
        return grant != null && grant.held();
    }

    /** A node lives when it can be reached in one way or the other and its lease has not ended. */
    private Map<String, String> addresses() {
        var addresses = new TreeMap<String, String>();
        known.values().stream().filter(this::lives).forEach(peer -> addresses.put(peer.name(), peer.address()));
        addresses.put(self.name(), self.address());
        return addresses;
    }

    private boolean lives(Peer peer) {
        boolean reached = members.contains(peer.id()) || ring.answers(peer.id());
        return reached && (!readable || holdsLease(peer.id()));
    }

    private List<Grant> leases() {
        var leases = new ArrayList<>(grants.now().values());
        leases.removeIf(Sightings::ofNode);
        leases.sort(Comparator.comparing(Grant::name));
        return List.copyOf(leases);
    }

    private static boolean ofNode(Grant grant) {
        return grant.name().startsWith(ClusterStore.NODE_LEASE);
    }
}
