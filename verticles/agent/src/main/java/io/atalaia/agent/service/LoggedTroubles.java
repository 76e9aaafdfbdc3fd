/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import io.atalaia.agent.engine.Gatherer.Troubles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log what cannot be read. */
public final class LoggedTroubles implements Troubles {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedTroubles.class);

    @Override
    public void failed(String family, Exception cause) {
        LOG.atWarn()
                .addKeyValue("family", family)
                .addKeyValue("cause", cause.toString())
                .log("figures cannot be read");
    }

    @Override
    public void works(String family) {
        LOG.atInfo().addKeyValue("family", family).log("figures can be read again");
    }

    @Override
    public void tooMany(String family) {
        LOG.atWarn().addKeyValue("family", family).log("too many series on this machine: a family is left out");
    }
}
