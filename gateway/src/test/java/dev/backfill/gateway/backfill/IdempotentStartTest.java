package dev.backfill.gateway.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import dev.backfill.gateway.WaitingBackfillWorkflow;
import dev.backfill.store.run.Idempotency;
import dev.backfill.store.run.NewRun;
import dev.backfill.store.run.RunStore;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.source.DateRange;
import dev.backfill.workflows.source.Sources;
import dev.backfill.workflows.verify.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(SharedGateway.class)
class IdempotentStartTest {
    private static final String PATH = "/api/v1/backfills/jira";

    private RunningGateway gateway;
    private HttpCalls calls;
    private String key;

    @BeforeEach
    void connect(RunningGateway running) {
        gateway = running;
        key = UUID.randomUUID().toString();
        calls = running.calls().with("Idempotency-Key", key);
    }

    @Test
    void sameKeyAndRequest_answerTheSameRun_alsoWhenItHasFinished() {
        Answer first = calls.post(PATH, "{\"days\": 7}");
        Answer again = calls.post(PATH + "?days=7");
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));

        String id = first.body().path("id").asString();
        new RunStore(gateway.database()).finish(id, RunState.COMPLETED, Verdict.VERIFIED, null);
        Answer later = calls.post(PATH + "?days=7");
        assertThat(later.body().path("id").asString()).isEqualTo(id);
        assertThat(later.body().path("state").asString()).isEqualTo("COMPLETED");
    }

    @Test
    void sameKeyWithAnotherRequest_isRefused() {
        calls.post(PATH, "{\"days\": 7}");
        Answer other = calls.post(PATH, "{\"days\": 8}");

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void twentyAtOnce_areOneRun() throws Exception {
        int before = rows();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Answer> call = () -> calls.post(PATH, "{\"days\": 9}");
            List<Future<Answer>> answers = callers.invokeAll(Stream.generate(() -> call).limit(20).toList());
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().status()).isEqualTo(202);
                assertThat(answer.get().body()).isEqualTo(answers.getFirst().get().body());
            }
        }
        assertThat(rows()).isEqualTo(before + 1);
    }

    @Test
    void rowWithoutWorkflow_isStartedByTheRetry_withThePeriodThatWasFirstAskedFor() {
        RunStore runs = new RunStore(gateway.database());
        DateRange earlier = new DateRange(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-02-01T00:00:00Z"));
        String id = "jira-2026-01-31-" + key.substring(0, 4);
        NewRun left = new NewRun(id, "jira", earlier, "{\"projects\": [], \"activeOnly\": false}", "r", "admin");
        StartRequest asked = new StartRequest(
                Sources.JIRA, new Period.LastDays(5), Map.of("projects", List.of(), "activeOnly", false), 4, null);
        new Idempotency(gateway.database(), runs).claim("admin", key, RequestHash.of(asked), left);

        Answer retried = calls.post(PATH, "{\"days\": 5}");

        assertThat(retried.body().path("id").asString()).isEqualTo(id);
        await().until(() -> WaitingBackfillWorkflow.REQUESTS.containsKey(id));
        assertThat(WaitingBackfillWorkflow.REQUESTS.get(id).range()).isEqualTo(earlier);
    }

    @Test
    void malformedKey_isRefused() {
        assertThat(gateway.calls().with("Idempotency-Key", "\"open").post(PATH).problem()).isEqualTo("invalid-idempotency-key");
        assertThat(calls.with("Idempotency-Key", "second").post(PATH).problem()).isEqualTo("invalid-idempotency-key");
    }

    private int rows() {
        return JdbcClient.create(gateway.database())
                .sql("select count(*) from backfill_run")
                .query(Integer.class)
                .single();
    }
}
