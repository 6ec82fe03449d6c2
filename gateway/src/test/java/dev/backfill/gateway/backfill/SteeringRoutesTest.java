package dev.backfill.gateway.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import dev.backfill.gateway.WaitingBackfillWorkflow;
import dev.backfill.store.partition.PartitionStore;
import dev.backfill.store.partition.PlannedPartition;
import dev.backfill.store.run.RunScope.Selected;
import dev.backfill.store.run.RunStore;
import dev.backfill.store.selection.SelectionStore;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import dev.backfill.workflows.verify.Verdict;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ExtendWith(SharedGateway.class)
class SteeringRoutesTest {
    private HttpCalls calls;
    private RunStore runs;
    private PartitionStore partitions;
    private SelectionStore selections;
    private JdbcClient sql;
    private String id;
    private String path;

    /** A run with the partitions ABC, DEF, and a third whose key no path can hold. */
    @BeforeEach
    void begin(RunningGateway gateway) {
        calls = gateway.calls();
        runs = new RunStore(gateway.database());
        partitions = new PartitionStore(gateway.database());
        selections = new SelectionStore(gateway.database());
        sql = JdbcClient.create(gateway.database());
        id = calls.post("/api/v1/backfills/jira", "{\"days\": 30, \"projects\": [\"ABC\"]}").body().path("id").asString();
        path = "/api/v1/backfills/" + id;
        runs.recordState(id, RunState.RUNNING);
        partitions.plan(id, List.of(
                new PlannedPartition("10", "ABC", "A", null, null),
                new PlannedPartition("20", "DEF", "D", null, null),
                new PlannedPartition("30", "owner/repo", "R", null, null)));
        await().until(() -> WaitingBackfillWorkflow.HEARD.containsKey(id));
    }

    private void end(int ordinal, PartitionState state) {
        partitions.finish(
                new PartitionReference(id, "jira", ordinal, ""), new PartitionResult(state, 1, 1, 0, null, state == PartitionState.VERIFIED ? null : "because"));
    }

    private void deadLetter(int ordinal, String record, String reason) {
        sql.sql("""
                        insert into dead_letter (run_id, partition, record_id, reason, payload)
                        select run_id, id, :record, :reason, 'secret' from backfill_partition where run_id = :run and ordinal = :ordinal""")
                .param("run", id).param("ordinal", ordinal).param("record", record).param("reason", reason).update();
    }

    private Answer patch(String json) {
        return calls.with("Content-Type", "application/json").send("PATCH", path, BodyPublishers.ofString(json));
    }

    private void assertHeard(String what) {
        await().untilAsserted(() -> assertThat(WaitingBackfillWorkflow.HEARD.get(id)).contains(what));
    }

    private static String violated(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        JsonNode violation = answer.body().path("violations").path(0);
        return violation.path("pointer").asString(violation.path("parameter").asString(""));
    }

    @Test
    void rateAndParallelism_reachTheWorkflow() {
        Answer answer = patch("{\"requestsPerSecond\": 2.5, \"parallelism\": 3}");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo(path);
        assertHeard("setRate 2.5");
        assertHeard("setParallelism 3");
        assertThat(calls.send("PATCH", path + "?requests_per_second=4", BodyPublishers.noBody()).status()).isEqualTo(202);
        assertHeard("setRate 4.0");
    }

    @ParameterizedTest
    @CsvSource({"'{}', requestsPerSecond", "'{\"requestsPerSecond\": 0}', /requestsPerSecond", "'{\"parallelism\": 65}', /parallelism",
        "'{\"parallelism\": \"3\"}', /parallelism", "'{\"state\": 1}', /state"})
    void changesThatAreNotAllowed_areNamed(String body, String where) {
        assertThat(violated(patch(body))).isEqualTo(where);
    }

    @Test
    void partitionIsLeftOut_byKeyOrOrdinal() {
        assertThat(calls.post(path + "/partitions/ABC/skip").status()).isEqualTo(202);
        assertHeard("skipPartition 1 by admin");
        assertThat(calls.post(path + "/partitions/3/skip").status()).isEqualTo(202);
        assertHeard("skipPartition 3 by admin");

        end(2, PartitionState.VERIFIED);
        Answer ended = calls.post(path + "/partitions/DEF/skip");
        assertThat(ended.status()).isEqualTo(409);
        assertThat(ended.problem()).isEqualTo("partition-finished");
        for (String unknown : List.of("NONE", "4", "0", "01", "99999999999999999999")) {
            assertThat(calls.post(path + "/partitions/" + unknown + "/skip").problem()).as(unknown).isEqualTo("unknown-partition");
        }
        assertThat(calls.post("/api/v1/backfills/jira-2020-01-01-aaaa/partitions/1/skip").problem()).isEqualTo("unknown-backfill");
        assertThat(violated(calls.post(path + "/partitions/1/skip", "{\"reason\": \"x\"}"))).isEqualTo("/reason");
        runs.finish(id, RunState.CANCELLED, Verdict.NOT_VERIFIED, "test");
        assertThat(calls.post(path + "/partitions/1/skip").problem()).isEqualTo("backfill-finished");
    }

    @Test
    void failures_arePagedAndFiltered_withoutPayloads() {
        end(1, PartitionState.DIFFERENT);
        end(2, PartitionState.ACCESS_LOST);
        end(3, PartitionState.VERIFIED);
        deadLetter(1, "101", "PostgreSQL cannot hold it: ERROR: with (what, was, given)");
        deadLetter(1, "102", "no fields");
        sql.sql("update dead_letter set resolved_at = now() where record_id = '102' and run_id = ?").param(id).update();

        List<String> seen = new ArrayList<>();
        String next = path + "/failures?limit=1";
        while (next != null) {
            Answer page = calls.get(next);
            assertThat(page.status()).as(page.body().toString()).isEqualTo(200);
            page.body().path("failures").forEach(failure -> seen.add(failure.path("kind").asString() + " " + failure.path("partition").asString() + " "
                    + failure.path("recordId").asString("-") + " " + failure.path("reason").asString() + " " + failure.path("payloadBytes").asInt(-1)));
            next = page.body().path("next").asString(null);
            assertThat(page.header("Link")).isEqualTo(next == null ? null : "<" + next + ">; rel=\"next\"");
        }
        assertThat(seen).containsExactly("PARTITION ABC - because -1", "PARTITION DEF - because -1",
                "RECORD ABC 101 the database cannot hold it 6", "RECORD ABC 102 no fields 6");
        assertThat(calls.get(path + "/failures?resolved=true").body().path("failures").size()).isEqualTo(1);
        assertThat(calls.get(path + "/failures?partition=ABC&resolved=false").body().path("failures").size()).isEqualTo(2);
        assertThat(calls.get(path + "/failures?partition=2").body().path("failures").size()).isEqualTo(1);
        String cursor = calls.get(path + "/failures?limit=1").body().path("next").asString();
        assertThat(calls.get(cursor + "&partition=1").problem()).isEqualTo("invalid-cursor");
        assertThat(calls.get(path + "/failures?cursor=cjE").problem()).isEqualTo("invalid-cursor");
        assertThat(calls.get(path + "/failures?partition=NONE").problem()).isEqualTo("unknown-partition");
        assertThat(violated(calls.get(path + "/failures?payload=true"))).isEqualTo("payload");
    }

    @Test
    void retry_isASignalWhileTheRunIsUnderWay() {
        assertThat(calls.post(path + "/retry-failed").problem()).isEqualTo("nothing-to-retry");
        end(2, PartitionState.FAILED);
        Answer answer = calls.post(path + "/retry-failed");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("id").asString()).isEqualTo(id);
        assertHeard("retryFailed");
    }

    @Test
    void retryOfAFinishedRun_coversWhatFailed_once() {
        end(1, PartitionState.DIFFERENT);
        deadLetter(1, "101", "poison");
        end(2, PartitionState.VERIFIED);
        runs.finish(id, RunState.COMPLETED_WITH_FAILURES, Verdict.NOT_VERIFIED, "test");
        HttpCalls keyed = calls.with("Idempotency-Key", UUID.randomUUID().toString());

        Answer answer = keyed.post(path + "/retry-failed");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
        String retry = answer.body().path("id").asString();
        assertThat(retry).isNotEqualTo(id);
        assertThat(answer.header("Location")).isEqualTo("/api/v1/backfills/" + retry);
        JsonNode view = calls.get("/api/v1/backfills/" + retry).body();
        assertThat(view.path("retryOf").asString()).isEqualTo(id);
        assertThat(view.path("range")).isEqualTo(calls.get(path).body().path("range"));
        assertThat(view.path("selection").path("partitions").asInt()).isEqualTo(1);
        assertThat(view.path("selection").path("records").asInt()).isEqualTo(1);
        assertThat(selections.of(retry)).containsExactly(new Selected("10", "101"), new Selected("30", null));
        await().until(() -> WaitingBackfillWorkflow.REQUESTS.containsKey(retry));

        assertThat(calls.post(path + "/retry-failed").body().path("id").asString()).as("under way").isEqualTo(retry);
        partitions.plan(retry, List.of(new PlannedPartition("10", "ABC", "A", null, null), new PlannedPartition("30", "R", "R", null, null)));
        id = retry;
        end(1, PartitionState.VERIFIED);
        end(2, PartitionState.VERIFIED);
        runs.finish(retry, RunState.COMPLETED, Verdict.VERIFIED, null);

        assertThat(calls.get(path + "/failures?resolved=false").body().path("failures").size()).isZero();
        assertThat(calls.post(path + "/retry-failed").problem()).isEqualTo("nothing-to-retry");
        assertThat(keyed.post(path + "/retry-failed").body().path("id").asString()).as("same key").isEqualTo(retry);
        assertThat(keyed.post(path + "/refetch", "{\"partition\": \"ABC\"}").problem()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void retryOfARunWithoutAPlan_coversAllOfIt() {
        sql.sql("delete from backfill_partition where run_id = ?").param(id).update();
        runs.finish(id, RunState.FAILED, Verdict.NOT_VERIFIED, "no credentials");
        String retry = calls.post(path + "/retry-failed").body().path("id").asString();
        JsonNode view = calls.get("/api/v1/backfills/" + retry).body();
        assertThat(view.path("selection").isNull()).isTrue();
        assertThat(view.path("parameters")).isEqualTo(calls.get(path).body().path("parameters"));
    }

    @Test
    void refetch_takesKeysPartitionOrPeriod() {
        String keys = calls.post(path + "/refetch", "{\"keys\": [\"ABC-2\", \"10017\", \"ABC-2\"]}").body().path("id").asString();
        assertThat(selections.of(keys)).containsExactly(new Selected(null, "10017"), new Selected(null, "ABC-2"));
        assertThat(calls.get("/api/v1/backfills/" + keys).body().path("refetchOf").asString()).isEqualTo(id);

        String partition = calls.post(path + "/refetch?partition=3").body().path("id").asString();
        assertThat(selections.of(partition)).containsExactly(new Selected("30", null));

        String period = calls.post(path + "/refetch", "{\"from_date\": \"2024-01-01\", \"to_date\": \"2024-01-31\"}").body().path("id").asString();
        assertThat(selections.of(period)).hasSize(3);
        assertThat(calls.get("/api/v1/backfills/" + period).body().path("range").path("to").asString()).isEqualTo("2024-02-01T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"keys\":[]}", "{\"keys\":\"ABC-1\"}", "{\"keys\":[\"ABC-1\"],\"partition\":\"ABC\"}",
        "{\"keys\":[\"ABC-1\\\" OR key = \\\"X-1\"]}", "{\"keys\":[\"abc-1\"]}", "{\"keys\":[\"ABC-0\"]}", "{\"keys\":[\"\"]}", "{\"keys\":[7]}",
        "{\"partition\":\"NONE\"}", "{\"toDate\":\"2024-01-01\"}", "{\"fromDate\":\"2024-02-30\"}", "{\"days\":3}"})
    void refetchesThatAreNotAllowed_areRefused(String body) {
        Answer answer = calls.post(path + "/refetch", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("invalid-parameters");
    }

    @Test
    void keysAreCounted() {
        String keys = IntStream.rangeClosed(1, 1001).mapToObj(number -> "\"A1-" + number + "\"").collect(Collectors.joining(","));
        assertThat(violated(calls.post(path + "/refetch", "{\"keys\":[" + keys + "]}"))).isEqualTo("/keys");
    }
}
