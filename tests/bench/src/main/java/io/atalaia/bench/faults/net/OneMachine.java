/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults.net;

import io.atalaia.bench.chaos.CutRelay;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Addresses of the loopback for hosts, where no better ones can be made. Only what is opened can be cut, by a relay. */
final class OneMachine implements Network {
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private CutRelay relay;

    OneMachine(List<String> names) {
        var random = ThreadLocalRandom.current();
        String subnet = "127." + random.nextInt(1, 255) + "." + random.nextInt(0, 255) + ".";
        names.forEach(name -> hosts.put(name, new Host(name, subnet + (hosts.size() + 1), List.of())));
    }

    @Override
    public Host host(String name) {
        return hosts.get(name);
    }

    @Override
    public String outside() {
        return "127.0.0.1";
    }

    @Override
    public boolean hasCables() {
        return false;
    }

    @Override
    public String open(Host host, int port) {
        relay = new CutRelay(port);
        return "127.0.0.1:" + relay.port();
    }

    @Override
    public void cut(Cut cut) {
        throw new UnsupportedOperationException("hosts of one machine have no cables");
    }

    @Override
    public void cutOff(Host host) {
        relay.goDead(true);
    }

    @Override
    public void mend() {
        if (relay != null) {
            relay.goDead(false);
        }
    }

    @Override
    public void close() {
        if (relay != null) {
            relay.close();
        }
    }
}
