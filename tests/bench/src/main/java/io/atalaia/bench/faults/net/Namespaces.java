/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults.net;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * A network namespace for each host, and one with a switch between them and this process, which is outside. What is cut is
 * cut in the switch, so that a host sees of it what it would see of a broken cable. Names hold this process' id: two runs
 * at once do not meet, and what a killed run left is known by its dead owner.
 */
final class Namespaces implements Network {
    private static final String PREFIX = "atalaia-";
    private static final Pattern OURS = Pattern.compile(PREFIX + "(\\d+)-\\S+");
    private static final String OUTSIDE = "outside";
    private static final int ADDRESS_OUTSIDE = 254;
    private static final AtomicInteger RUNS = new AtomicInteger();

    private final String run;
    private final String cable;
    private final String subnet;
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread hook = new Thread(this::remove, "namespaces-removal");

    Namespaces(List<String> hostNames) {
        removeLeftovers();
        long pid = ProcessHandle.current().pid();
        int count = RUNS.incrementAndGet();
        run = PREFIX + pid + "-" + count + "-";
        cable = "at" + pid + "x" + count;
        subnet = freeSubnet();
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            addSwitch();
            hostNames.forEach(this::addHost);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Why hosts of our own cannot be made here; empty when they can. */
    static Optional<String> why() {
        if (!Files.isWritable(Path.of("/proc/sys/net/ipv4/ip_forward"))) {
            return Optional.of("only root can make network namespaces");
        }
        for (String needed : List.of("ip -V", "nft -v")) {
            if (Command.run(needed).code() != 0) {
                return Optional.of("there is no program " + needed.split(" ")[0]);
            }
        }
        String probe = PREFIX + ProcessHandle.current().pid() + "-probe";
        var made = Command.run("ip netns add " + probe);
        var removed = Command.run("ip netns del " + probe);
        return made.code() == 0 && removed.code() == 0
                ? Optional.empty()
                : Optional.of("ip netns says: " + made.output().strip());
    }

    /** What the switch calls the end of the cable to a host. */
    static String port(String host) {
        return "p-" + host;
    }

    private void addSwitch() {
        add(OUTSIDE);
        ip("-n " + space(OUTSIDE) + " link add br0 type bridge");
        ip("-n " + space(OUTSIDE) + " link set br0 up");
        ip("link add " + cable + " type veth peer name " + port(OUTSIDE) + " netns " + space(OUTSIDE));
        plug(OUTSIDE);
        ip("addr add " + subnet + ADDRESS_OUTSIDE + "/24 dev " + cable);
        ip("link set " + cable + " up");
    }

    private void addHost(String name) {
        String space = space(name);
        String address = subnet + (hosts.size() + 1);
        add(name);
        ip("link add eth0 netns " + space + " type veth peer name " + port(name) + " netns " + space(OUTSIDE));
        plug(name);
        ip("-n " + space + " addr add " + address + "/24 dev eth0");
        ip("-n " + space + " link set lo up");
        ip("-n " + space + " link set eth0 up");
        hosts.put(name, new Host(name, address, List.of("ip", "netns", "exec", space)));
    }

    private void add(String name) {
        ip("netns add " + space(name));
        names.add(space(name));
    }

    private void plug(String name) {
        ip("-n " + space(OUTSIDE) + " link set " + port(name) + " master br0 up");
    }

    private String space(String host) {
        return run + host;
    }

    private static void ip(String words) {
        String ignored = Command.run("ip " + words).good();
    }

    @Override
    public Host host(String name) {
        return hosts.get(name);
    }

    @Override
    public String outside() {
        return subnet + ADDRESS_OUTSIDE;
    }

    @Override
    public boolean hasCables() {
        return true;
    }

    /** The kernel passes on what comes for the address to the loopback, where alone the embedded database listens. */
    @Override
    public String open(Host host, int port) {
        String ignored = Command.run(
                        "1",
                        List.of(
                                "ip",
                                "netns",
                                "exec",
                                space(host.name()),
                                "tee",
                                "/proc/sys/net/ipv4/conf/eth0/route_localnet"))
                .good();
        nft(
                host.name(),
                "table ip inwards {\n chain arriving {\n  type nat hook prerouting priority -100\n  tcp dport " + port
                        + " dnat to 127.0.0.1:" + port + "\n }\n}\n");
        return host.address() + ":" + port;
    }

    @Override
    public void cut(Cut cut) {
        nft(
                OUTSIDE,
                nothing() + "table bridge faults {\n chain passing {\n  type filter hook forward priority 0\n  "
                        + String.join("\n  ", cut.rules()) + "\n }\n}\n");
    }

    @Override
    public void cutOff(Host host) {
        cut(Cut.around(host));
    }

    @Override
    public void mend() {
        nft(OUTSIDE, nothing());
    }

    /** Deletes the table whether it is there or not. */
    private static String nothing() {
        return "add table bridge faults\ndelete table bridge faults\n";
    }

    private void nft(String host, String rules) {
        String ignored = Command.run(rules, List.of("ip", "netns", "exec", space(host), "nft", "-f", "-"))
                .good();
    }

    private static String freeSubnet() {
        var random = ThreadLocalRandom.current();
        String subnet;
        do {
            subnet = "10." + random.nextInt(128, 255) + "." + random.nextInt(0, 255) + ".";
        } while (isTaken(subnet));
        return subnet;
    }

    private static boolean isTaken(String subnet) {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .anyMatch(address -> address.getHostAddress().startsWith(subnet));
        } catch (SocketException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of runs that were killed: their processes are gone or nobody's, and their namespaces stay until somebody removes them. */
    private static void removeLeftovers() {
        for (String line : Command.run("ip netns list").output().split("\n")) {
            var name = OURS.matcher(line);
            if (name.find() && !Files.exists(Path.of("/proc", name.group(1)))) {
                removeWithProcesses(name.group());
            }
        }
    }

    private static void removeWithProcesses(String space) {
        String pids = Command.run("ip netns pids " + space).output();
        pids.lines().filter(line -> line.matches("\\d+")).forEach(pid -> ProcessHandle.of(Long.parseLong(pid))
                .ifPresent(ProcessHandle::destroyForcibly));
        var ignored = Command.run("ip netns del " + space);
    }

    private void remove() {
        if (closed.compareAndSet(false, true)) {
            names.forEach(Namespaces::removeWithProcesses);
            var ignored = Command.run("ip link del " + cable);
        }
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process ends, and the hook has run or will find nothing to do.
        }
    }
}
