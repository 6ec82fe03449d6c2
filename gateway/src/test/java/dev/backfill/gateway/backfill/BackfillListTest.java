package dev.backfill.gateway.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import dev.backfill.store.run.NewRun;
import dev.backfill.store.run.RunStore;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.Verdict;
import dev.backfill.workflows.source.DateRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs of the year 2001, which no other test has. */
@ExtendWith(SharedGateway.class)
class BackfillListTest {
    private static final String OF_2001 = "/api/v1/backfills?requestedFrom=2001-01-01&requestedTo=2001-12-31";

    private HttpCalls calls;
    private RunStore runs;
    private JdbcClient database;

    @BeforeEach
    void connect(RunningGateway running) {
        calls = running.calls();
        runs = new RunStore(running.database());
        database = JdbcClient.create(running.database());
        database.sql("delete from backfill_run where requested_at < '2002-01-01'").update();
        add("aaaa", "2001-01-01T00:00:00Z", RunState.RUNNING);
        add("bbbb", "2001-02-01T12:00:00Z", RunState.PAUSED);
        add("cccc", "2001-02-01T23:59:59.999Z", RunState.COMPLETED);
        add("dddd", "2001-03-01T00:00:00Z", RunState.FAILED);
    }

    private void add(String name, String requestedAt, RunState state) {
        String id = "jira-2001-01-01-" + name;
        runs.insert(new NewRun(id, "jira", new DateRange(Instant.EPOCH, Instant.parse("2001-01-01T00:00:00Z")), "{}", null, null));
        if (state.isFinal()) {
            runs.finish(id, state, state == RunState.COMPLETED ? Verdict.VERIFIED : Verdict.NOT_VERIFIED, null);
        } else {
            runs.recordState(id, state);
        }
        database.sql("update backfill_run set requested_at = ?::timestamptz where id = ?").params(requestedAt, id).update();
    }

    private static String names(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        List<String> names = new ArrayList<>();
        answer.body().path("backfills").forEach(view -> names.add(view.path("id").asString().substring(16)));
        return String.join(" ", names);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "requestedFrom=2001-01-01&requestedTo=2001-12-31 | dddd cccc bbbb aaaa",
        "requested_from=2001-02-01&requested_to=2001-02-01 | cccc bbbb",
        "requestedFrom=2001-02-01T12:00:00Z&requestedTo=2001-03-01T00:00:00Z | cccc bbbb",
        "requestedFrom=2001-02-01T13:00:00%2B01:00&requestedTo=2001-02-01T12:00:00.001Z | bbbb",
        "requestedTo=2001-01-01 | aaaa",
        "requestedTo=2001-12-31&state=RUNNING | aaaa",
        "requestedTo=2001-12-31&state=PAUSED,RUNNING | bbbb aaaa",
        "requestedTo=2001-12-31&state=PAUSED,RUNNING,PAUSED&source=jira | bbbb aaaa"
    })
    void list_isNarrowed(String query, String expected) {
        assertThat(names(calls.get("/api/v1/backfills?" + query))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "requestedFrom=2001-02-29", "requestedFrom=yesterday", "requestedTo=2001-01-01T00:00", "requestedTo=2001-01-01T00:00:00",
        "requestedFrom=2001-01-01T24:00:01Z", "requestedFrom=1969-12-31", "requestedTo=9999-12-31", "requestedFrom=",
        "requestedFrom=2001-01-02&requestedTo=2001-01-01", "state=", "state=RUNNING,", "state=running", "state=RUNNING&state=PAUSED",
        "requestedFrom=2001-01-01&requested_from=2001-01-01"
    })
    void wrongFilter_isNamed(String query) {
        Answer refused = calls.get("/api/v1/backfills?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("invalid-parameters");
        assertThat(refused.body().path("violations").path(0).path("parameter").asString()).isIn(
                "requestedFrom", "requested_from", "requestedTo", "state");
    }

    @Test
    void pages_keepTheFilters_andACursorIsGoodForThemAlone() {
        List<String> seen = new ArrayList<>();
        String path = OF_2001 + "&state=RUNNING,PAUSED,FAILED&limit=1";
        String second = null;
        while (path != null) {
            Answer page = calls.get(path);
            seen.add(names(page));
            path = page.body().path("next").isNull() ? null : page.body().path("next").asString();
            second = second == null ? path : second;
        }
        assertThat(seen).containsExactly("dddd", "bbbb", "aaaa");
        assertThat(second).contains("state=RUNNING,PAUSED,FAILED", "requestedFrom=2001-01-01T00:00:00Z", "requestedTo=2002-01-01T00:00:00Z");
        assertThat(calls.get(second.replace("PAUSED,", "")).problem()).isEqualTo("invalid-cursor");
        assertThat(calls.get(second.replace("requestedFrom=2001-01-01", "requestedFrom=2001-01-02")).problem()).isEqualTo("invalid-cursor");
    }

    @Test
    void verification_isInTheList_asInTheView() {
        Answer list = calls.get(OF_2001 + "&state=COMPLETED");

        assertThat(list.body().path("backfills").path(0)).isEqualTo(calls.get("/api/v1/backfills/jira-2001-01-01-cccc").body());
        assertThat(list.body().path("backfills").path(0).path("verification").path("verdict").asString()).isEqualTo("VERIFIED");
    }

    @Test
    void unchangedAnswers_areNotSentAgain() {
        for (String path : List.of(OF_2001, OF_2001 + "&limit=1", "/api/v1/backfills/jira-2001-01-01-aaaa",
                "/api/v1/backfills/jira-2001-01-01-aaaa/partitions")) {
            Answer first = calls.get(path);
            String tag = first.header("ETag");
            assertThat(tag).as(path).matches("W/\"[A-Za-z0-9_-]{22}\"");
            assertThat(first.header("Cache-Control")).isEqualTo("no-cache, private");
            for (String sent : List.of(tag, tag.substring(2), "\"other\", " + tag, "*")) {
                Answer again = calls.with("If-None-Match", sent).get(path);
                assertThat(again.status()).as(path + " " + sent).isEqualTo(304);
                assertThat(again.body().isNull()).isTrue();
                assertThat(again.header("ETag")).isEqualTo(tag);
                assertThat(again.header("Cache-Control")).isEqualTo("no-cache, private");
            }
            for (String sent : List.of("\"other\"", tag.replace("\"", ""), "W/\"\"")) {
                assertThat(calls.with("If-None-Match", sent).get(path).status()).as(path + " " + sent).isEqualTo(200);
            }
        }
    }

    @Test
    void changedAnswer_isSent() {
        String path = "/api/v1/backfills/jira-2001-01-01-aaaa";
        String tag = String.valueOf(calls.get(path).header("ETag"));
        String tagOfList = String.valueOf(calls.get(OF_2001).header("ETag"));

        runs.recordState("jira-2001-01-01-aaaa", RunState.PAUSED);

        Answer changed = calls.with("If-None-Match", tag).get(path);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().path("state").asString()).isEqualTo("PAUSED");
        assertThat(changed.header("ETag")).isNotEqualTo(tag);
        assertThat(calls.with("If-None-Match", tagOfList).get(OF_2001).status()).isEqualTo(200);
    }

    @Test
    void problems_areNeverKept() {
        Answer unknown = calls.with("If-None-Match", "*").get("/api/v1/backfills/jira-2001-01-01-zzzz");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.header("Cache-Control")).isEqualTo("no-store");
        assertThat(unknown.header("ETag")).isNull();
    }
}
