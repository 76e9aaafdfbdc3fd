/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import io.atalaia.gateway.access.Admission;
import io.atalaia.gateway.forward.engine.Lanes;
import io.atalaia.gateway.limit.Connections;
import io.atalaia.platform.catalog.Traffic;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.tls.ServerTls;

/**
 * What all event loops that forward have in common.
 *
 * @param node the id of this node
 * @param loopbackOnly whether only requests to this machine's own names are answered
 * @param hsts what browsers are told about TLS; null for nothing
 */
record Common(
        ForwardConfig config,
        String host,
        String node,
        boolean loopbackOnly,
        CharSequence hsts,
        ServerTls tls,
        Connections connections,
        Rates rates,
        Lanes lanes,
        Admission admission,
        OwnSecrets secrets,
        Traffic traffic,
        ForwardMeters meters,
        AccessLog log,
        Clock clock) {}
