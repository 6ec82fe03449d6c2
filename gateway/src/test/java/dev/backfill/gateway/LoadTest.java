package dev.backfill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.store.Databases;
import dev.backfill.store.migration.Migrations;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(SharedGateway.class)
@Timeout(600)
class LoadTest {
    private static final int CLIENTS = 500;
    private static final int POOL = 4;

    @Test
    void fiveHundredClients_areAllAnswered_overNoMoreConnectionsThanThePoolHas(RunningGateway running) throws Exception {
        JdbcClient database = JdbcClient.create(running.database());
        // A database of its own, so that its sessions are this gateway's; PostgreSQL may be vacuuming it as well.
        database.sql("create database load").update();
        String url = running.databaseUrl().replace("/postgres?", "/load?");
        try (HikariDataSource pool = Databases.open(url, "postgres", "postgres", 2, "migration")) {
            Migrations.migrateControlTables(pool);
        }
        try (ConfigurableApplicationContext context =
                        running.startAnother("database.url=" + url, "database.connections=" + POOL, "limits.hour=700");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicInteger most = new AtomicInteger();
            AtomicBoolean over = new AtomicBoolean();
            Future<?> watching = threads.submit(() -> {
                while (!over.get()) {
                    most.accumulateAndGet(sessions(database), Math::max);
                }
            });
            HttpCalls calls = new HttpCalls(RunningGateway.portOf(context)).with("X-Admin-Key", RunningGateway.ADMIN_KEY);
            CountDownLatch ready = new CountDownLatch(CLIENTS);
            List<Future<List<Answer>>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                clients.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return List.of(calls.get("/api/v1/backfills?limit=1"), calls.get("/api/v1/backfills/nosuch"));
                }));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<List<Answer>> client : clients) {
                client.get().forEach(answer -> statuses.add(answer.status()));
            }
            over.set(true);
            watching.get();

            assertThat(statuses).hasSize(2 * CLIENTS).allMatch(status -> List.of(200, 404, 429, 503).contains(status));
            assertThat(statuses.stream().filter(status -> status == 200 || status == 404)).hasSizeLessThanOrEqualTo(700);
            assertThat(statuses).contains(200, 429);
            assertThat(most.get()).as("the pool's, and one that listens for events").isBetween(1, POOL + 1);
        }
    }

    private static int sessions(JdbcClient database) {
        return database.sql("select count(*) from pg_stat_activity where datname = 'load' and backend_type = 'client backend'").query(Integer.class).single();
    }
}
