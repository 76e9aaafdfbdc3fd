/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.lang.management.ManagementFactory;

/** The figures of the process itself: the Java machine, the operating system's view, and what was built. */
final class ProcessMetrics implements AutoCloseable {
    private final JvmGcMetrics collections = new JvmGcMetrics();

    private ProcessMetrics() {}

    static ProcessMetrics on(MeterRegistry meters, String version) {
        var metrics = new ProcessMetrics();
        metrics.collections.bindTo(meters);
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ClassLoaderMetrics().bindTo(meters);
        new FileDescriptorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            FunctionCounter.builder("process_cpu_seconds", system, of -> of.getProcessCpuTime() / 1e9)
                    .description("CPU time used by this process")
                    .register(meters);
        }
        Gauge.builder("atalaia_build_info", () -> 1)
                .description("What runs")
                .tag("version", version)
                .tag("java", System.getProperty("java.version"))
                .register(meters);
        return metrics;
    }

    @Override
    public void close() {
        collections.close();
    }
}
