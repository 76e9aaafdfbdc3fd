/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults.hubs;

import io.atalaia.bench.faults.net.Host;
import io.atalaia.tests.support.ClusterFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The cluster.xml that operators get, with their hosts written into it as its comment tells them to. */
final class ClusterXml {
    private static final int PORT = Hubs.MEMBERS;

    private ClusterXml() {}

    /** Hazelcast looks among the addresses of network cards; those of the loopback but the first are of none. */
    private static String listensOn(Host own) {
        return "<property name=\"hazelcast.local.localAddress\">" + own.address() + "</property>";
    }

    /** @param own whose file it is */
    static Path write(Path folder, String cluster, Host own, List<Host> members) {
        String list = members.stream()
                .map(member -> "<member>" + member.address() + ":" + PORT + "</member>")
                .collect(Collectors.joining());
        try {
            String text = ClusterFile.shipped()
                    .replaceAll("<cluster-name>[^<]*", "<cluster-name>" + cluster)
                    .replaceAll("(?s)<port [^>]*>[^<]*</port>", "<port auto-increment=\"false\">" + PORT + "</port>")
                    .replaceAll("(?s)<member-list>.*</member-list>", "<member-list>" + list + "</member-list>")
                    .replaceAll("<interface>[^<]*", "<interface>" + own.address())
                    .replace("<properties>", "<properties>" + listensOn(own));
            return Files.writeString(folder.resolve("cluster-" + own.name() + ".xml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
