/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.vertx.core.VertxBuilder;
import io.vertx.tracing.opentelemetry.OpenTelemetryTracingFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Tells a collector by OTLP over HTTP (<a href="https://opentelemetry.io/docs/specs/otlp/">OTLP</a>) what Vert.x notes of
 * requests, of questions on the bus and of calls to others. A trace that a client began ({@code traceparent}, W3C Trace
 * Context) is gone on with when the client decided so. What the collector does not take is dropped: at most
 * {@value #MOST_WAITING} spans wait.
 */
public final class Tracing implements AutoCloseable {
    private static final int MOST_WAITING = 2048;
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long LAST_WORDS_SECONDS = 2;

    private final OpenTelemetrySdk sdk;

    private Tracing(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
    }

    /** @param config with an endpoint */
    public static Tracing to(TracingConfig config, String node, String version) {
        var exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(config.endpoint().replaceAll("/$", "") + "/v1/traces")
                .setTimeout(PATIENCE);
        config.headers().forEach(exporter::addHeader);
        var provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(
                                AttributeKey.stringKey("service.name"),
                                "atalaia",
                                AttributeKey.stringKey("service.instance.id"),
                                node,
                                AttributeKey.stringKey("service.version"),
                                version))))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(config.share())))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter.build())
                        .setMaxQueueSize(MOST_WAITING)
                        .setScheduleDelay(EVERY)
                        .build())
                .build();
        return new Tracing(OpenTelemetrySdk.builder()
                .setTracerProvider(provider)
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .build());
    }

    /** Makes a Vert.x instance tell what it does. */
    public VertxBuilder attend(VertxBuilder builder) {
        return builder.withTracer(new OpenTelemetryTracingFactory(sdk));
    }

    /** Sends what waits, for two seconds at most. Blocks. */
    @Override
    public void close() {
        sdk.getSdkTracerProvider().shutdown().join(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
    }
}
