package dev.backfill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backfill.gateway.EventStream.Event;
import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.store.page.IdPage;
import dev.backfill.store.page.PageWriter;
import dev.backfill.store.partition.PartitionStore;
import dev.backfill.store.partition.PlannedPartition;
import dev.backfill.store.run.NewRun;
import dev.backfill.store.run.RunStore;
import dev.backfill.store.window.WindowStore;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.source.DateRange;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import dev.backfill.workflows.verify.Verdict;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(SharedGateway.class)
@Timeout(300)
class EventStreamTest {
    private static final AtomicInteger NUMBER = new AtomicInteger(1_000);

    private RunningGateway gateway;
    private RunStore runs;
    private JdbcClient database;
    private String run;

    @BeforeEach
    void connect(RunningGateway running) {
        gateway = running;
        database = JdbcClient.create(running.database());
        runs = new RunStore(running.database());
        run = newRun(runs);
    }

    /** A run without a workflow, whose transitions the test makes itself. */
    static String newRun(RunStore runs) {
        String id = "jira-2026-11-24-" + NUMBER.getAndIncrement();
        runs.insert(new NewRun(
                id, "jira", new DateRange(Instant.EPOCH, Instant.parse("2026-01-01T00:00:00Z")), "{}", null, "admin"));
        return id;
    }

    private EventStream open(String... headers) {
        return EventStream.open(gateway.port(), run, headers);
    }

    private void happen(int times) {
        IntStream.range(0, times).forEach(time ->
                database.sql("select record_run_event(?, 'run', '{\"state\": \"RUNNING\"}')").param(run).query().listOfRows());
    }

    @Test
    void transitionsComeInTheirOrder_andTheEndIsTold() {
        try (EventStream stream = open()) {
            await().until(() -> stream.names().containsAll(List.of("run", "progress")));
            runs.recordState(run, RunState.RUNNING);
            new PartitionStore(gateway.database()).plan(run, List.of(new PlannedPartition("1", "ABC", "Abc", 2L, null)));
            new PartitionStore(gateway.database()).finish(
                    new PartitionReference(run, "jira", 1, "ABC"),
                    PartitionResult.endedEarly(PartitionState.ACCESS_LOST, "ACCESS_LOST", "no longer\nvisible"));
            await().until(() -> stream.names().contains("partition"));
            runs.finish(run, RunState.COMPLETED_WITH_FAILURES, Verdict.NOT_VERIFIED, "one partition");
            await().until(stream::ended);

            assertThat(stream.transitions()).extracting(Event::name).containsExactly("run", "run", "partition", "run");
            assertThat(stream.transitions()).extracting(Event::id).containsExactly(run + ":1", run + ":2", run + ":3", run + ":4");
            assertThat(stream.transitions()).extracting(event -> event.data().path("state").asString())
                    .containsExactly("REQUESTED", "RUNNING", "ACCESS_LOST", "COMPLETED_WITH_FAILURES");
            assertThat(stream.transitions().get(2).data().path("reason").asString()).isEqualTo("no longer\nvisible");
            assertThat(Instant.parse(stream.transitions().get(2).data().path("at").asString())).isBefore(Instant.now().plusSeconds(5));
            Event end = stream.events.getLast();
            assertThat(end.name()).isEqualTo("end");
            assertThat(end.id()).isEqualTo(run + ":4:end");
            assertThat(end.data().path("state").asString()).isEqualTo("COMPLETED_WITH_FAILURES");
            assertThat(end.data().path("verified").asBoolean(true)).isFalse();
            assertThat(stream.retries).hasSize(1);
            assertThat(stream.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
            assertThat(stream.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(stream.headers().firstValue("X-Accel-Buffering")).hasValue("no");
        }
    }

    @Test
    void progressIsThatOfTheRunsView_andCarriesAnIdToResumeFrom() {
        runs.recordState(run, RunState.RUNNING);
        new PartitionStore(gateway.database()).plan(run, List.of(new PlannedPartition("1", "ABC", "Abc", 2L, null)));
        long census = database.sql("select w.id from backfill_window w join backfill_partition p on p.id = w.partition where p.run_id = ?")
                .param(run).query(Long.class).single();
        try (EventStream stream = open()) {
            await().until(() -> stream.names().contains("progress"));
            new PageWriter(gateway.database())
                    .write(new WindowStore(gateway.database()).acquire(census), new IdPage(List.of("1", "2"), null));
            await().until(() -> stream.events.stream()
                    .anyMatch(event -> event.name().equals("progress") && event.data().path("windows").path("done").asInt() == 1));

            Event progress = stream.events.getLast();
            assertThat(progress.data()).isEqualTo(gateway.calls().get("/api/v1/backfills/" + run).body().path("progress"));
            assertThat(progress.number()).isEqualTo(stream.transitions().getLast().number());
        }
    }

    @Test
    void runThatHasEnded_isReplayedAndEnds_andWhoHasSeenTheEndIsToldToStop() {
        runs.finish(run, RunState.CANCELLED, Verdict.NOT_VERIFIED, "by hand");
        try (EventStream stream = open()) {
            await().until(stream::ended);
            assertThat(stream.names()).containsExactly("run", "run", "progress", "end");
            assertThat(stream.events.getLast().id()).isEqualTo(run + ":2:end");
        }
        try (EventStream stream = open("Last-Event-ID", run + ":1")) {
            await().until(stream::ended);
            assertThat(stream.names()).containsExactly("run", "progress", "end");
        }
        try (EventStream stream = open("Last-Event-ID", run + ":2")) {
            await().until(stream::ended);
            assertThat(stream.names()).containsExactly("progress", "end");
        }
        assertThat(gateway.calls().with("Last-Event-ID", run + ":2:end").get("/api/v1/backfills/" + run + "/events").status())
                .isEqualTo(204);
    }

    @Test
    void clientsThatComeAndGoDuringConcurrentTransitions_missNothing_andGetNothingTwice() throws Exception {
        int writers = 4;
        int each = 200;
        List<Thread> writing = IntStream.range(0, writers).mapToObj(writer -> Thread.ofVirtual().start(() -> happen(each))).toList();
        List<Long> met = new ArrayList<>();
        String position = null;
        int connections = 0;
        while (met.size() < 1 + writers * each) {
            int before = met.size();
            int atLeast = Math.min(1 + writers * each, before + 40);
            try (EventStream stream = position == null ? open() : open("Last-Event-ID", position)) {
                await().until(() -> stream.transitions().size() + before >= atLeast);
                // It goes away having taken so many, whatever has come besides.
                for (Event event : List.copyOf(stream.events)) {
                    if (met.size() == atLeast) {
                        break;
                    }
                    if (event.name().equals("run")) {
                        met.add(event.number());
                    }
                    position = event.id();
                }
            }
            connections++;
        }
        for (Thread thread : writing) {
            thread.join();
        }
        assertThat(met).containsExactlyElementsOf(LongStream.rangeClosed(1, 1 + writers * each).boxed().toList());
        assertThat(connections).isGreaterThan(2);
    }

    @Test
    void longHistory_isReplayedInFull_beforeWhatIsLive() {
        happen(1_500);
        try (EventStream stream = open(); EventStream from700 = open("Last-Event-ID", run + ":700")) {
            await().until(() -> stream.transitions().size() == 1_501);
            happen(3);
            await().until(() -> stream.transitions().size() == 1_504 && from700.transitions().size() == 804);

            assertThat(stream.transitions()).extracting(Event::number)
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 1_504).boxed().toList());
            assertThat(from700.transitions()).extracting(Event::number)
                    .containsExactlyElementsOf(LongStream.rangeClosed(701, 1_504).boxed().toList());
        }
    }

    @Test
    void whenTheListeningSessionIsKilled_nothingIsLost() {
        try (EventStream stream = open()) {
            await().until(() -> stream.names().contains("progress"));
            for (int time = 0; time < 3; time++) {
                database.sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'backfill-gateway-events'")
                        .query().listOfRows();
                happen(5);
                int expected = 1 + 5 * (time + 1);
                await().until(() -> stream.transitions().size() >= expected);
            }
            assertThat(stream.transitions()).extracting(Event::number)
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 16).boxed().toList());
        }
    }

    @Test
    void noOneIsLeftBehind_whenClientsGo() {
        for (int round = 0; round < 5; round++) {
            List<EventStream> streams = IntStream.range(0, 20).mapToObj(number -> open()).toList();
            await().until(() -> streams.stream().allMatch(stream -> stream.names().contains("progress")));

            Answer refused = gateway.calls().with("Accept", "text/event-stream").get("/api/v1/backfills/" + run + "/events");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.problem()).isEqualTo("too-many-streams");
            assertThat(refused.header("Retry-After")).isEqualTo("30");

            streams.forEach(EventStream::close);
            await().untilAsserted(() -> {
                try (EventStream again = open()) {
                    assertThat(again.status()).isEqualTo(200);
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "17", "jira-2026-11-24-zzzz:1", "RUN:-1", "RUN:01", "RUN:1:END", "RUN:99999999999999999999", "RUN:2", "RUN"})
    void idOfAnotherStream_isRefused(String id) {
        Answer refused = gateway.calls().with("Last-Event-ID", id.replace("RUN", run)).get("/api/v1/backfills/" + run + "/events");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("invalid-event-id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jira-2026-11-24-zzzz", "nothing"})
    void unknownRun_isNotFound_beforeAnyStreamBegins(String id) {
        Answer refused = gateway.calls().with("Accept", "text/event-stream").get("/api/v1/backfills/" + id + "/events");

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.problem()).isEqualTo("unknown-backfill");
    }

    @Test
    void mediaTypeMethodAndQuery_areThoseOfAStream() {
        String path = "/api/v1/backfills/" + run + "/events";

        assertThat(gateway.calls().with("Accept", "application/json").get(path).problem()).isEqualTo("not-acceptable");
        assertThat(gateway.calls().get(path + "?since=1").problem()).isEqualTo("invalid-parameters");
        assertThat(gateway.calls().post(path).problem()).isEqualTo("method-not-allowed");
        assertThat(new HttpCalls(gateway.port()).get(path).status()).isEqualTo(401);
        Answer head = gateway.calls().send("HEAD", path, BodyPublishers.noBody());
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("X-Accel-Buffering")).isEqualTo("no");
        assertThat(gateway.calls().send("HEAD", path.replace(run, "jira-2026-11-24-zzzz"), BodyPublishers.noBody()).status()).isEqualTo(404);
    }
}
