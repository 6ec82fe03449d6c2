package dev.backfill.gateway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nobody polls the source's queue: callers hear so when the deadline has passed, all of them in the same 20 seconds. */
@ExtendWith(SharedGateway.class)
class NoWorkerTest {
    @Test
    void callersAreNotKeptWaiting(RunningGateway gateway) throws Exception {
        HttpCalls calls = gateway.calls();
        String plan;
        try (ScriptedSource source = new ScriptedSource(gateway)) {
            plan = calls.post("/api/v1/backfills/jira/dry-run").body().path("id").asString();
        }

        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> dryRun = callers.submit(() -> calls.post("/api/v1/backfills/jira/dry-run"));
            Future<Answer> start = callers.submit(() -> calls.post("/api/v1/backfills/jira", "{\"planId\": \"" + plan + "\"}"));
            Future<Answer> query = callers.submit(() -> calls.get("/api/v1/backfills/jira/test-query"));

            assertThat(dryRun.get().status()).isEqualTo(202);
            assertThat(dryRun.get().body().path("state").asString()).isEqualTo("PLANNING");
            String later = "/api/v1/plans/" + dryRun.get().body().path("id").asString();
            assertThat(dryRun.get().header("Location")).isEqualTo(later);
            assertThat(calls.get(later).body().path("state").asString()).isEqualTo("PLANNING");
            for (Future<Answer> refused : java.util.List.of(start, query)) {
                assertThat(refused.get().status()).isEqualTo(503);
                assertThat(refused.get().problem()).isEqualTo("worker-unavailable");
                assertThat(refused.get().header("Retry-After")).isNotNull();
            }
            // A worker that comes late takes up what waits for it.
            try (ScriptedSource source = new ScriptedSource(gateway)) {
                org.awaitility.Awaitility.await()
                        .until(() -> calls.get(later).body().path("state").asString().equals("READY"));
            }
        }
    }
}
