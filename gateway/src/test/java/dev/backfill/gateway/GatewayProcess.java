package dev.backfill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The gateway as a process of its own, set by environment variables as in production. */
final class GatewayProcess implements AutoCloseable {
    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    /** Far more than it takes, also on a machine that has much else to do. */
    private static final Duration LONGEST_START = Duration.ofMinutes(4);

    private final Process process;
    private final Path log;
    private final int port;

    /** @param environment added to what is needed to start, and wins over it */
    static GatewayProcess start(RunningGateway beside, Map<String, String> environment, String... arguments) throws IOException {
        int port = RunningGateway.freePort();
        Map<String, String> all = new HashMap<>(Map.of(
                "ADMIN_API_KEY", RunningGateway.ADMIN_KEY,
                "JWT_SECRET", RunningGateway.JWT_SECRET,
                "WEB_BASE_URL", RunningGateway.WEB_BASE_URL,
                "BACKFILL_DATABASE_URL", beside.databaseUrl(),
                "BACKFILL_DATABASE_USER", "postgres",
                "BACKFILL_DATABASE_PASSWORD", "postgres",
                "BACKFILL_TEMPORAL_ADDRESS", beside.temporalAddress(),
                "BACKFILL_MANAGEMENT_PORT", "0",
                "SERVER_PORT", String.valueOf(port)));
        // More than any test asks for; those of the limits set their own.
        all.putAll(Map.of(
                "BACKFILL_LIMITS_HOUR", "1000000", "BACKFILL_LIMITS_DAY", "1000000", "BACKFILL_LIMITS_STARTS_PER_HOUR", "jira=1000000"));
        all.putAll(environment);
        return new GatewayProcess(port, all, List.of(arguments));
    }

    private GatewayProcess(int port, Map<String, String> environment, List<String> arguments) throws IOException {
        this.port = port;
        log = Files.createTempFile("gateway", ".log");
        ProcessBuilder command = JavaCommand.of(Gateway.class);
        command.command().addAll(arguments);
        command.environment().keySet().removeIf(name -> name.startsWith("BACKFILL_"));
        command.environment().putAll(environment);
        process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        await().atMost(LONGEST_START).until(() -> !process.isAlive() || output().contains("Started "));
        assertThat(process.isAlive()).as(output()).isTrue();
    }

    int port() {
        return port;
    }

    HttpCalls calls() {
        return new HttpCalls(port).with("X-Admin-Key", RunningGateway.ADMIN_KEY);
    }

    /** What it has written so far. */
    String output() throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8);
    }

    /** {@code SIGTERM}. */
    void terminate() {
        process.destroy();
    }

    /** Fails unless it ends within 30 seconds of now. */
    Duration awaitEnd() throws InterruptedException, IOException {
        Instant asked = Instant.now();
        assertThat(process.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS)).as("ended within 30 s: %s", output()).isTrue();
        return Duration.between(asked, Instant.now());
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.delete(log);
    }
}
