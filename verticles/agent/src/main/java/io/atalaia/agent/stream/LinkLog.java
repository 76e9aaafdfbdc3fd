/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.stream;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says each change of the connection once, however often it is tried. */
final class LinkLog {
    private static final Logger LOG = LoggerFactory.getLogger(StreamLink.class);

    private final Set<String> refusing = new HashSet<>();
    private boolean lost;

    void connected(String gateway) {
        lost = false;
        refusing.remove(gateway);
        LOG.atInfo().addKeyValue("gateway", gateway).log("connected");
    }

    void lost(String gateway, String why) {
        if (!lost) {
            lost = true;
            LOG.atWarn()
                    .addKeyValue("gateway", gateway)
                    .log("the gateway {}; samples wait on this machine until one takes them", why);
        }
    }

    void refused(String gateway, String why) {
        lost = true;
        if (refusing.add(gateway)) {
            LOG.atWarn()
                    .addKeyValue("gateway", gateway)
                    .log(
                            "the gateway {}; give this agent a token that the hub's gateway.ingest.tokens lists (agent.token,"
                                    + " agent.tokenFile or ATALAIA_AGENT_TOKEN); samples wait on this machine",
                            why);
        }
    }
}
