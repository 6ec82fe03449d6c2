package dev.backfill.gateway.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import dev.backfill.store.run.RunStore;
import dev.backfill.store.source.SourceWorkers;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(SharedGateway.class)
class BatchStartTest {
    private static final String PATH = "/api/v1/backfills/tempo";

    private RunningGateway gateway;
    private HttpCalls calls;
    private String batch;

    @BeforeEach
    void serveTempo(RunningGateway running) {
        gateway = running;
        calls = running.calls();
        batch = UUID.randomUUID().toString();
        new SourceWorkers(running.database()).report("tempo", "worker-of-batches", List.of());
    }

    @AfterEach
    void leave() {
        JdbcClient.create(gateway.database()).sql("delete from source_worker where source = 'tempo'").update();
    }

    @ParameterizedTest
    @EnumSource(RunState.class)
    void batchOfARun_isFreeAgainOnlyIfItFailedOrWasCancelled(RunState state) {
        String id = started(start(""));
        RunStore runs = new RunStore(gateway.database());
        if (state.isFinal()) {
            runs.finish(id, state, state == RunState.COMPLETED ? Verdict.VERIFIED : Verdict.NOT_VERIFIED, null);
        } else {
            runs.recordState(id, state);
        }

        Answer again = start("");

        if (state == RunState.FAILED || state == RunState.CANCELLED) {
            started(again);
        } else {
            assertTaken(again, id);
            assertTaken(calls.post(PATH + "?batch_id=" + batch + "&force=false&days=7"), id);
            assertTaken(calls.with("Idempotency-Key", "\"" + batch + "\"").post(PATH + "?batch_id=" + batch), id);
        }
    }

    @Test
    void forcedStart_importsItAgain_andHoldsItFromThenOn() {
        started(start(""));
        String forced = started(start(", \"force\": true"));

        assertTaken(start(""), forced);
        started(start(", \"force\": true"));
    }

    @Test
    void startsWithoutABatchOrOfAnother_areFree() {
        started(start(""));
        started(calls.post(PATH, "{\"batchId\": \"" + batch.toUpperCase(Locale.ROOT) + "\"}"));
        started(calls.post(PATH));
        started(calls.post(PATH));
    }

    @Test
    void sameKey_answersTheRunThatItStarted_alsoWhenAskedTwentyTimesAtOnce() throws Exception {
        HttpCalls keyed = calls.with("Idempotency-Key", batch);
        List<Answer> answers = atOnce(20, i -> () -> keyed.post(PATH, "{\"batchId\": \"" + batch + "\"}"));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202));
        assertThat(answers.stream().map(answer -> answer.body().path("id").asString()).distinct()).hasSize(1);
    }

    @Test
    void twentyAtOnce_withAndWithoutKeys_oneWins() throws Exception {
        List<Answer> answers = atOnce(20, i -> () -> (i % 2 == 0 ? calls : calls.with("Idempotency-Key", batch + i))
                .post(PATH, "{\"batchId\": \"" + batch + "\"}"));

        List<Answer> winners = answers.stream().filter(answer -> answer.status() == 202).toList();
        assertThat(winners).hasSize(1);
        String winner = started(winners.getFirst());
        answers.stream().filter(answer -> answer.status() != 202).forEach(answer -> assertTaken(answer, winner));
    }

    @Test
    void oneKeyForDifferentBatchesAtOnce_isOneRun_andTheOthersAreTold() throws Exception {
        HttpCalls keyed = calls.with("Idempotency-Key", batch);
        List<Answer> answers = atOnce(20, i -> () -> keyed.post(PATH, "{\"batchId\": \"" + batch + i + "\"}"));

        assertThat(answers.stream().map(Answer::status).sorted()).startsWith(202, 422).doesNotContain(500);
        assertThat(answers.stream().filter(answer -> answer.status() == 202)).hasSize(1);
        assertThat(JdbcClient.create(gateway.database())
                        .sql("select count(*) from backfill_run where parameters ->> 'batchId' like ?")
                        .param(batch + "%")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private static List<Answer> atOnce(int times, IntFunction<Callable<Answer>> call) throws Exception {
        return HttpCalls.atOnce(IntStream.range(0, times).mapToObj(call).toList());
    }

    private Answer start(String more) {
        return calls.post(PATH, "{\"batchId\": \"" + batch + "\"" + more + "}");
    }

    private static String started(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
        return answer.body().path("id").asString();
    }

    private static void assertTaken(Answer answer, String by) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("batch-already-imported");
        assertThat(answer.body().path("detail").asString()).contains(by);
    }
}
