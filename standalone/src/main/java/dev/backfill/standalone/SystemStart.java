package dev.backfill.standalone;

import dev.backfill.standalone.Supervisor.Layer;
import dev.backfill.standalone.part.Connections;
import dev.backfill.standalone.part.EmbeddedDatabase;
import dev.backfill.standalone.part.Gateway;
import dev.backfill.standalone.part.Home;
import dev.backfill.standalone.part.JiraSite;
import dev.backfill.standalone.part.Ports;
import dev.backfill.standalone.part.ProjectFolder;
import dev.backfill.standalone.part.Secrets;
import dev.backfill.standalone.part.SimulatedSource;
import dev.backfill.standalone.part.Simulator;
import dev.backfill.standalone.part.TemporalDevServer;
import dev.backfill.standalone.part.Worker;
import dev.backfill.standalone.process.ManagedProcess;
import dev.backfill.standalone.process.StartException;
import dev.backfill.temporalconfig.ApplyTemporalConfig;
import dev.backfill.workers.Migrate;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Starts the parts of one system, side by side as far as one does not need another. */
final class SystemStart {
    private static final Duration TEMPORAL_DEADLINE = Duration.ofSeconds(90);

    private final SystemOptions options;
    private final Home home;
    private final Path project = ProjectFolder.find();
    private final Supervisor supervisor;

    private record Database(EmbeddedDatabase access, ManagedProcess process) {}

    private record Temporal(TemporalDevServer access, ManagedProcess process) {}

    private record Vendor(@Nullable Simulator access, @Nullable ManagedProcess process, Map<String, String> environment) {}

    SystemStart(SystemOptions options) {
        this.options = options;
        this.home = new Home(options.home());
        this.supervisor = Supervisor.take(home, options.fresh(), options.notices());
    }

    BackfillSystem start() {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                return start(executor, options.ports().resolve());
            } catch (RuntimeException e) {
                // Before the executor is closed: what is still starting then fails at once instead of being waited for.
                supervisor.close();
                throw e;
            }
        }
    }

    private BackfillSystem start(ExecutorService executor, SystemPorts ports) {
        Future<Database> databaseStart = executor.submit(() -> timed("postgres", () -> startDatabase(ports.database())));
        Future<Temporal> temporalStart = executor.submit(() -> timed("temporal", () -> startTemporal(ports)));
        Future<Vendor> vendorStart = executor.submit(() -> timed("vendors", this::startVendor));
        Temporal temporal = result(temporalStart);
        Database database = result(databaseStart);
        Vendor vendor = result(vendorStart);
        Connections connections = new Connections(
                database.access(), temporal.access(), ApplyTemporalConfig.defaultNamespace(), Secrets.random("bf_", 32), Secrets.random("", 48));

        Gateway gateway = new Gateway(project, connections, ports.gateway(), Ports.resolve(0, ""));
        Future<ManagedProcess> gatewayStart =
                executor.submit(() -> timed("gateway", () -> supervisor.start(Layer.APPLICATION, gateway.process())));
        List<Integer> metricsPorts = IntStream.range(0, options.workers()).mapToObj(number -> Ports.resolve(0, "")).toList();
        List<ManagedProcess> workers = startWorkers(executor, new Worker(project, connections, vendor.environment()), metricsPorts);
        BackfillSystem.Parts parts = new BackfillSystem.Parts(
                database.process(), temporal.process(), vendor.process(), result(gatewayStart), workers);
        URI simulatorUri = vendor.access() == null ? null : vendor.access().base();
        List<URI> workersMetrics = metricsPorts.stream().map(port -> URI.create("http://127.0.0.1:" + port + "/metrics")).toList();
        BackfillSystem.Addresses addresses =
                new BackfillSystem.Addresses(gateway.base(), simulatorUri, gateway.metrics(), workersMetrics);
        return new BackfillSystem(supervisor, connections, parts, addresses);
    }

    private Database startDatabase(int port) {
        EmbeddedDatabase database = EmbeddedDatabase.prepare(home, options.tools(), port);
        ManagedProcess process = supervisor.start(Layer.FOUNDATION, database.process());
        database.createDatabase();
        Migrate.migrate(database.dataSource());
        return new Database(database, process);
    }

    private Temporal startTemporal(SystemPorts ports) {
        TemporalDevServer temporal =
                TemporalDevServer.prepare(home, options.tools(), ports.temporal(), ports.ui(), options.notices());
        ManagedProcess process = supervisor.start(Layer.FOUNDATION, temporal.process());
        ApplyTemporalConfig.apply(temporal.address(), ApplyTemporalConfig.defaultNamespace(), TEMPORAL_DEADLINE);
        return new Temporal(temporal, process);
    }

    private Vendor startVendor() {
        Map<String, String> environment = new LinkedHashMap<>();
        Simulator simulator = null;
        ManagedProcess process = null;
        switch (options.jira()) {
            case JiraSite.Real(var url, var user, var token) -> {
                environment.put("BACKFILL_JIRA_URL", url.toString());
                environment.put("BACKFILL_JIRA_USER", user);
                environment.put("BACKFILL_JIRA_TOKEN", token);
            }
            case JiraSite.Simulated simulated -> {
                simulator = new Simulator(project, simulated, options.others(), Ports.resolve(0, ""));
                process = supervisor.start(Layer.FOUNDATION, simulator.process());
                URI base = simulator.base();
                SimulatedSource.all().stream()
                        .filter(source -> source.equals(SimulatedSource.JIRA) || options.others().containsKey(source.id()))
                        .forEach(source -> environment.putAll(source.settings(base)));
            }
        }
        environment.putAll(options.workerEnvironment());
        return new Vendor(simulator, process, environment);
    }

    private List<ManagedProcess> startWorkers(ExecutorService executor, Worker worker, List<Integer> metricsPorts) {
        List<Future<ManagedProcess>> starts = IntStream.range(0, metricsPorts.size())
                .mapToObj(number -> worker.process(number, metricsPorts.get(number)))
                .map(spec -> executor.submit(() -> timed(spec.name(), () -> supervisor.start(Layer.APPLICATION, spec))))
                .toList();
        return starts.stream().map(SystemStart::result).toList();
    }

    private <T> T timed(String what, Supplier<T> start) {
        long begin = System.nanoTime();
        T started = start.get();
        options.notices().accept("%-10s ready after %4.1f s".formatted(what, (System.nanoTime() - begin) / 1e9));
        return started;
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while the system started");
        }
    }
}
