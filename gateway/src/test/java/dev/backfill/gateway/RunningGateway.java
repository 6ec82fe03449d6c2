package dev.backfill.gateway;

import com.zaxxer.hikari.HikariDataSource;
import dev.backfill.store.Databases;
import dev.backfill.store.migration.Migrations;
import dev.backfill.workflows.SearchAttributes;
import dev.backfill.workflows.TaskQueues;
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
import io.temporal.worker.WorkerFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The gateway as it starts in production, on a free port, with a real PostgreSQL and Temporal's in-memory server. */
public final class RunningGateway implements AutoCloseable {
    public static final String ADMIN_KEY = "Zk3vN8qLw2RtY6uPx9BcJ4mHs7Gd5FaE";
    private static final String NAMESPACE = "backfill";

    private final EmbeddedPostgres postgres;
    private final PortBoundTestServer temporal;
    private final WorkflowServiceStubs service;
    private final WorkerFactory workers;
    private final HikariDataSource database;
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
        workers.newWorker(TaskQueues.CONTROL).registerWorkflowImplementationTypes(WaitingBackfillWorkflow.class);
        workers.start();
        context = Gateway.application().run(arguments(postgres.getJdbcUrl("postgres", "postgres"), address));
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
                        "backfill.admin.api-key=" + ADMIN_KEY,
                        "backfill.database.url=" + databaseUrl,
                        "backfill.database.user=postgres",
                        "backfill.database.password=postgres",
                        "backfill.temporal.address=" + temporalAddress)
                .map(argument -> "--" + argument)
                .toArray(String[]::new);
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

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public int port() {
        return portOf(context);
    }

    static int portOf(ConfigurableApplicationContext context) {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    public HikariDataSource database() {
        return database;
    }

    public String databaseUrl() {
        return postgres.getJdbcUrl("postgres", "postgres");
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
        workers.shutdownNow();
        service.shutdownNow();
        temporal.close();
        database.close();
        postgres.close();
    }
}
