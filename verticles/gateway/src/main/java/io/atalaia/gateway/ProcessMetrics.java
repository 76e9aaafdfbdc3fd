/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import java.lang.management.ManagementFactory;

/** The figures of the process itself: the Java machine, the operating system's view, and what was built. */
final class ProcessMetrics implements AutoCloseable {
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** Micrometer has no information metrics: it would strip the suffix. */
    private final Info build = Info.builder()
            .name("atalaia_build_info")
            .help("What runs")
            .labelNames("version", "java")
            .build();

    private final PrometheusMeterRegistry meters;

    private ProcessMetrics(PrometheusMeterRegistry meters) {
        this.meters = meters;
    }

    static ProcessMetrics on(PrometheusMeterRegistry meters, String version) {
        var metrics = new ProcessMetrics(meters);
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
        metrics.build.addLabelValues(version, System.getProperty("java.version"));
        meters.getPrometheusRegistry().register(metrics.build);
        return metrics;
    }

    @Override
    public void close() {
        collections.close();
        meters.getPrometheusRegistry().unregister(build);
    }
}
