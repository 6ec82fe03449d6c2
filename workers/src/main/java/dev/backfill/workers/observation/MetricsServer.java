package dev.backfill.workers.observation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.backfill.workers.settings.WorkersProperties;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Serves {@code GET /metrics} in Prometheus's text format, and nothing else; without a credential, so by default on loopback only. */
@Component
class MetricsServer implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsServer.class);
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry;
    private final WorkersProperties properties;
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;

    MetricsServer(PrometheusMeterRegistry registry, WorkersProperties properties) {
        this.registry = registry;
        this.properties = properties;
    }

    /** Before the workers poll, so that a port that is taken is told at once. */
    @Override
    public void start() {
        if (properties.metricsPort() == 0) {
            return;
        }
        HttpServer started = open(new InetSocketAddress(properties.metricsAddress(), properties.metricsPort()));
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        started.setExecutor(executor);
        started.createContext("/", this::answer);
        started.start();
        server = started;
        threads = executor;
        LOG.info("metrics at http://{}:{}/metrics", properties.metricsAddress(), properties.metricsPort());
    }

    private static HttpServer open(InetSocketAddress address) {
        try {
            return HttpServer.create(address, 0);
        } catch (IOException taken) {
            throw new IllegalStateException(
                    "metrics cannot be served at " + address + " (" + taken.getMessage()
                            + "): set BACKFILL_WORKERS_METRICS_ADDRESS and BACKFILL_WORKERS_METRICS_PORT, or the port to 0 for none",
                    taken);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getRawPath().equals("/metrics")) {
                exchange.sendResponseHeaders(404, -1);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                exchange.sendResponseHeaders(405, -1);
            } else {
                byte[] text = registry.scrape(TEXT).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", TEXT);
                exchange.sendResponseHeaders(200, text.length);
                exchange.getResponseBody().write(text);
            }
        }
    }

    @Override
    public void stop() {
        HttpServer running = server;
        ExecutorService executor = threads;
        if (running != null && executor != null) {
            running.stop(0);
            executor.shutdownNow();
            server = null;
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    /** Started before and stopped after what it tells of, which has the default phase. */
    @Override
    public int getPhase() {
        return 0;
    }
}
