/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.agent;

import io.atalaia.agent.AgentConfig;
import io.atalaia.launcher.DataConfig;

/** What an agent on its own takes of {@code conf/atalaia.yaml}. */
public record AgentConfiguration(DataConfig data, AgentConfig agent) {}
