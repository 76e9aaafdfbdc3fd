/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.wire;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.discovery.DiscoveryApi;
import io.atalaia.contracts.event.Events;
import io.atalaia.contracts.gateway.GatewayApi;
import io.atalaia.contracts.health.HealthApi;
import io.atalaia.contracts.health.JudgementApi;
import io.atalaia.contracts.node.NodeApi;
import io.atalaia.contracts.node.NodeState;
import io.atalaia.contracts.series.Samples;
import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.storage.StorageApi;
import java.util.List;

/** Every record that may travel between nodes. A name, once released, keeps its meaning. */
public final class WireTypes {
    private WireTypes() {}

    public static List<WireType<?>> all() {
        return List.of(
                WireType.json("done", Done.class),
                new WireType<>("samples", Samples.class, new WireType.Binary<>(SampleForm::encode, SampleForm::decode)),
                new WireType<>("block", Block.class, new WireType.Binary<>(BlockForm::encode, BlockForm::decode)),
                WireType.json("gateway.present", GatewayApi.Present.class),
                WireType.json("gateway.hello", GatewayApi.Hello.class),
                WireType.json("gateway.headlines", GatewayApi.Headlines.class),
                WireType.json("gateway.ask-newest", GatewayApi.AskNewest.class),
                WireType.json("gateway.ask-schemas", GatewayApi.AskSchemas.class),
                WireType.json("gateway.schemas", GatewayApi.Schemas.class),
                WireType.json("storage.introduction", StorageApi.Introduction.class),
                WireType.json("storage.query", StorageApi.Query.class),
                WireType.json("storage.answer", StorageApi.Answer.class),
                WireType.json("storage.ask-machines", StorageApi.AskMachines.class),
                WireType.json("storage.machines", StorageApi.Machines.class),
                WireType.json("storage.ask-series", StorageApi.AskSeries.class),
                WireType.json("storage.series", StorageApi.MachineSeries.class),
                WireType.json("events", Events.class),
                WireType.json("storage.ask-events", StorageApi.AskEvents.class),
                WireType.json("storage.ask-processes", StorageApi.AskProcesses.class),
                WireType.json("storage.processes", StorageApi.ProcessLooks.class),
                WireType.json("storage.ask-top", StorageApi.AskTop.class),
                WireType.json("storage.top", StorageApi.Top.class),
                WireType.json("storage.ask-stored", StorageApi.AskStored.class),
                WireType.json("storage.stored", StorageApi.Stored.class),
                WireType.json("storage.ask-quarantine", StorageApi.AskQuarantine.class),
                WireType.json("storage.quarantine", StorageApi.Quarantine.class),
                WireType.json("discovery.ask-instances", DiscoveryApi.AskInstances.class),
                WireType.json("discovery.instances", DiscoveryApi.Instances.class),
                WireType.json("discovery.register", DiscoveryApi.Register.class),
                WireType.json("discovery.registered", DiscoveryApi.Registered.class),
                WireType.json("discovery.renew", DiscoveryApi.Renew.class),
                WireType.json("discovery.remove", DiscoveryApi.Remove.class),
                WireType.json("discovery.maintain", DiscoveryApi.Maintain.class),
                WireType.json("discovery.ask-services", DiscoveryApi.AskServices.class),
                WireType.json("discovery.services", DiscoveryApi.Services.class),
                WireType.json("discovery.changed", DiscoveryApi.Changed.class),
                WireType.json("health.ping", HealthApi.Ping.class),
                WireType.json("health.pong", HealthApi.Pong.class),
                WireType.json("health.verdict", HealthApi.Verdict.class),
                WireType.json("health.ask-verdicts", HealthApi.AskVerdicts.class),
                WireType.json("health.verdicts", HealthApi.Verdicts.class),
                WireType.json("health.ask-looks", HealthApi.AskLooks.class),
                WireType.json("health.looks", HealthApi.Looks.class),
                WireType.json("health.opinions", JudgementApi.Opinions.class),
                WireType.json("health.rulings", JudgementApi.Rulings.class),
                WireType.json("health.observed", JudgementApi.Observed.class),
                WireType.json("health.ask-ruled", JudgementApi.AskRuled.class),
                WireType.json("health.ruled", JudgementApi.Ruled.class),
                WireType.json("node.ring", NodeApi.Ring.class),
                WireType.json("node.rung", NodeApi.Rung.class),
                WireType.json("node.ask-state", NodeApi.AskState.class),
                WireType.json("node.state", NodeState.class),
                WireType.json("node.deploy", NodeApi.Deploy.class),
                WireType.json("node.undeploy", NodeApi.Undeploy.class),
                WireType.json("node.drain", NodeApi.Drain.class));
    }
}
