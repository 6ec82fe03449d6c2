package dev.backfill.gateway;

import static java.util.stream.Collectors.joining;

import com.zaxxer.hikari.HikariDataSource;
import dev.backfill.gateway.security.IdentityProvider;
import dev.backfill.store.Databases;
import dev.backfill.store.migration.Migrations;
import dev.backfill.store.plan.PlanStore;
import dev.backfill.store.source.SourceWorkers;
import dev.backfill.workflows.SearchAttributes;
import dev.backfill.workflows.TaskQueues;
import dev.backfill.workflows.plan.DriftWorkflowImpl;
import dev.backfill.workflows.plan.PlanRecordActivities;
import dev.backfill.workflows.plan.PlanWorkflowImpl;
import dev.backfill.workflows.testquery.TestQueryWorkflowImpl;
import dev.backfill.workflows.source.Sources;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import io.temporal.testserver.TestServer.PortBoundTestServer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The gateway as it starts in production, on a free port, with a real PostgreSQL and Temporal's in-memory server. */
public final class RunningGateway implements AutoCloseable {
    public static final String ADMIN_KEY = "Zk3vN8qLw2RtY6uPx9BcJ4mHs7Gd5FaE";
    public static final String JWT_SECRET = "pQ7wVt2Yx5Rk9Ln3Gb8Hs4Df6Jm1Zc0TeUaXo2Ei";
    public static final String GOOGLE_CLIENT = "4711.apps.example.com";
    public static final String WEB_BASE_URL = "https://good.example";
    private static final String NAMESPACE = "backfill";

    static {
        // What waits with no limit of its own is not about time: it may take long on a machine that has much else to do.
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    private final EmbeddedPostgres postgres;
    private final PortBoundTestServer temporal;
    private final String temporalAddress;
    private final WorkflowServiceStubs service;
    private final WorkerFactory workers;
    private final HikariDataSource database;
    private final ScheduledExecutorService reports = Executors.newSingleThreadScheduledExecutor();
    private final IdentityProvider google = new IdentityProvider();
    private final ConfigurableApplicationContext context;

    private RunningGateway() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        database = Databases.open(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres", 5, "test");
        Migrations.migrateControlTables(database);
        int temporalPort = freePort();
        temporal = TestServer.createPortBoundServer(temporalPort, true);
        String address = "127.0.0.1:" + temporalPort;
        registerSearchAttributes(address);
        service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder().setTarget(address).build());
        workers = WorkerFactory.newInstance(WorkflowClient.newInstance(
                service, WorkflowClientOptions.newBuilder().setNamespace(NAMESPACE).build()));
        Worker control = workers.newWorker(TaskQueues.CONTROL);
        control.registerWorkflowImplementationTypes(WaitingBackfillWorkflow.class);
        control.registerWorkflowImplementationTypes(PlanWorkflowImpl.class, DriftWorkflowImpl.class, TestQueryWorkflowImpl.class);
        PlanStore plans = new PlanStore(database);
        control.registerActivitiesImplementations((PlanRecordActivities) plans::fail);
        workers.start();
        reportAsWorkersDo();
        temporalAddress = address;
        context = another(
                "backfill.google.client-id=" + GOOGLE_CLIENT,
                "backfill.google.first-role=USER",
                "backfill.google.allowed-domains=example.com,Example.ORG",
                "backfill.google.jwks-url=" + google.url());
    }

    /** A worker for Jira is there all the time; the other sources have none. */
    private void reportAsWorkersDo() {
        SourceWorkers seen = new SourceWorkers(database);
        seen.report("jira", "worker-of-tests", List.of());
        reports.scheduleWithFixedDelay(() -> seen.report("jira", "worker-of-tests", List.of()), 5, 5, TimeUnit.SECONDS);
    }

    static RunningGateway start() {
        try {
            return new RunningGateway();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String[] arguments(String databaseUrl, String temporalAddress) {
        return Stream.of(
                        "server.port=0",
                        "backfill.management.port=0",
                        "backfill.admin.api-key=" + ADMIN_KEY,
                        "backfill.jwt.secret=" + JWT_SECRET,
                        "backfill.web.base-url=" + WEB_BASE_URL,
                        "backfill.web.docs=on",
                        "backfill.http.connections-per-address=100000",
                        // Enough for all tests together; those of the limits set their own.
                        "backfill.limits.hour=1000000",
                        "backfill.limits.day=1000000",
                        "backfill.limits.login-per-minute=1000000",
                        "backfill.limits.starts-per-hour=" + Sources.all().stream().map(source -> source.id() + "=1000000").collect(joining(",")),
                        "backfill.database.url=" + databaseUrl,
                        "backfill.database.user=postgres",
                        "backfill.database.password=postgres",
                        "backfill.temporal.address=" + temporalAddress)
                .map(argument -> "--" + argument)
                .toArray(String[]::new);
    }

    /** Another gateway beside this one, on the same PostgreSQL and Temporal, with properties of its own. */
    public ConfigurableApplicationContext another(String... properties) {
        return Gateway.application().run(argumentsOfAnother(properties).toArray(String[]::new));
    }

    /** The same, with settings such as {@code limits.hour=5}. */
    public ConfigurableApplicationContext startAnother(String... settings) {
        return another(Stream.of(settings).map(setting -> "backfill." + setting).toArray(String[]::new));
    }

    /** The arguments of another gateway; a property that is given anew replaces the one before. */
    public List<String> argumentsOfAnother(String... properties) {
        List<String> own = Stream.of(properties).map(property -> "--" + property).toList();
        Stream<String> others = Stream.of(arguments(databaseUrl(), temporalAddress))
                .filter(argument -> own.stream().noneMatch(property -> property.startsWith(argument.substring(0, argument.indexOf('=') + 1))));
        return Stream.concat(others, own.stream()).toList();
    }

    private static void registerSearchAttributes(String address) {
        OperatorServiceStubs operator = OperatorServiceStubs.newServiceStubs(
                OperatorServiceStubsOptions.newBuilder().setTarget(address).validateAndBuildWithDefaults());
        operator.blockingStub()
                .addSearchAttributes(AddSearchAttributesRequest.newBuilder()
                        .setNamespace(NAMESPACE)
                        .putSearchAttributes(SearchAttributes.SOURCE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                        .putSearchAttributes(SearchAttributes.STATE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                        .build());
        operator.shutdownNow();
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public int port() {
        return portOf(context);
    }

    public static int portOf(ConfigurableApplicationContext context) {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    public IdentityProvider google() {
        return google;
    }

    /** The port of health and metrics. */
    public int managementPort() {
        return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    }

    public HikariDataSource database() {
        return database;
    }

    public String databaseUrl() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    public String temporalAddress() {
        return service.getOptions().getTarget();
    }

    public WorkflowClient temporal() {
        return workers.getWorkflowClient();
    }

    public HttpCalls calls() {
        return new HttpCalls(port()).with("X-Admin-Key", ADMIN_KEY);
    }

    @Override
    public void close() throws IOException {
        context.close();
        reports.shutdownNow();
        google.close();
        workers.shutdownNow();
        service.shutdownNow();
        temporal.close();
        database.close();
        postgres.close();
    }
}
