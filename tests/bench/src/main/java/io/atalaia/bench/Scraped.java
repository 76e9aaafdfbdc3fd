/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench;

import io.atalaia.tests.support.Api;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks an exporter for its metrics once a second, as Prometheus does. */
final class Scraped implements AutoCloseable {
    private final int port;
    private final AtomicInteger answered = new AtomicInteger();
    private final ScheduledExecutorService scraper = Executors.newSingleThreadScheduledExecutor();

    Scraped(int port) {
        this.port = port;
        var api = new Api(port);
        var ignored = scraper.scheduleAtFixedRate(() -> scrape(api), 1, 1, TimeUnit.SECONDS);
    }

    private void scrape(Api api) {
        try {
            if (api.call("/metrics").statusCode() == 200) {
                answered.incrementAndGet();
            }
        } catch (RuntimeException e) {
            // Not up yet, or not installed: the count shows it.
            answered.addAndGet(0);
        }
    }

    int port() {
        return port;
    }

    int answered() {
        return answered.get();
    }

    @Override
    public void close() {
        scraper.shutdownNow();
    }
}
