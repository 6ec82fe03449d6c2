package dev.backfill.standalone;

import dev.backfill.standalone.part.Connections;
import dev.backfill.standalone.part.EmbeddedDatabase;
import dev.backfill.standalone.part.PrerequisiteException;
import dev.backfill.standalone.process.ManagedProcess;
import dev.backfill.standalone.process.StartException;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The whole system, each part a process of its own on the loopback address, wired by environment variables as in production:
 * PostgreSQL, Temporal, the simulator (unless a real Jira is used), the gateway and the workers. A part that ends unasked is
 * started again. No part outlives this object, nor the process that made it.
 *
 * <p>For tests and benchmarks:
 *
 * <pre>{@code
 * try (BackfillSystem system = BackfillSystem.start(SystemOptions.in(folder).withWorkers(1))) {
 *     system.worker(0).kill();
 *     system.worker(0).awaitReady(Duration.ofMinutes(1));
 * }
 * }</pre>
 */
public final class BackfillSystem implements AutoCloseable {
    private final Supervisor supervisor;
    private final Connections connections;
    private final Parts parts;
    private final Addresses addresses;

    BackfillSystem(Supervisor supervisor, Connections connections, Parts parts, Addresses addresses) {
        this.supervisor = supervisor;
        this.connections = connections;
        this.parts = parts;
        this.addresses = addresses;
    }

    /** Where the parts answer over HTTP; the simulator is null with a real Jira. */
    record Addresses(URI gateway, @Nullable URI simulator, URI gatewayMetrics, List<URI> workersMetrics) {}

    /** The processes; the simulator is null with a real Jira. */
    record Parts(
            ManagedProcess database,
            ManagedProcess temporal,
            @Nullable ManagedProcess simulator,
            ManagedProcess gateway,
            List<ManagedProcess> workers) {}

    /**
     * Starts everything, and returns when the gateway would answer and every worker polls. If that fails, nothing is left running.
     *
     * @throws PrerequisiteException if the machine lacks something, a port is taken, or another system works in the folder
     * @throws StartException if a part does not start; the message holds the end of its log
     */
    public static BackfillSystem start(SystemOptions options) {
        return new SystemStart(options).start();
    }

    /** The base of the HTTP API. */
    public URI gatewayUri() {
        return addresses.gateway();
    }

    /** The value for {@code X-Admin-Key}, made for this start. */
    public String adminKey() {
        return connections.adminKey();
    }

    /** With which the gateway signs tokens, made for this start. */
    public String jwtSecret() {
        return connections.jwtSecret();
    }

    /** The database, with what is needed to connect to it by other means. */
    public EmbeddedDatabase databaseAccess() {
        return connections.database();
    }

    /** Connections to the database, without a pool. */
    public DataSource dataSource() {
        return connections.database().dataSource();
    }

    /** Host and port of Temporal's frontend. */
    public String temporalAddress() {
        return connections.temporal().address();
    }

    public String temporalNamespace() {
        return connections.namespace();
    }

    /** The base of Temporal's UI. */
    public URI temporalUi() {
        return connections.temporal().ui();
    }

    /** The base of the simulator, whose Jira is below {@code /jira}. */
    public URI simulatorUri() {
        return present(addresses.simulator());
    }

    /** What Prometheus scrapes of the gateway. */
    public URI gatewayMetrics() {
        return addresses.gatewayMetrics();
    }

    /** What Prometheus scrapes of each worker. */
    public List<URI> workersMetrics() {
        return addresses.workersMetrics();
    }

    public ManagedProcess database() {
        return parts.database();
    }

    public ManagedProcess temporal() {
        return parts.temporal();
    }

    public ManagedProcess simulator() {
        return present(parts.simulator());
    }

    public ManagedProcess gateway() {
        return parts.gateway();
    }

    /** @param index from 0 */
    public ManagedProcess worker(int index) {
        return parts.workers().get(index);
    }

    public List<ManagedProcess> workers() {
        return parts.workers();
    }

    /** Every process of the system. */
    public List<ManagedProcess> all() {
        return Stream.of(
                        Stream.of(parts.database(), parts.temporal(), parts.gateway()),
                        Stream.ofNullable(parts.simulator()),
                        parts.workers().stream())
                .flatMap(part -> part)
                .toList();
    }

    /** Stops everything within seconds. May be called again. */
    @Override
    public void close() {
        supervisor.close();
    }

    private static <T> T present(@Nullable T partOfSimulator) {
        if (partOfSimulator == null) {
            throw new IllegalStateException("this system pulls from a real Jira: there is no simulator");
        }
        return partOfSimulator;
    }
}
