package dev.backfill.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What is done about a part of a run: failures retried, records fetched again, a partition left out. */
@ExtendWith(SharedSystem.class)
class RefetchIT {
    private static JsonNode accepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return SystemUnderTest.JSON.readTree(answer.body());
    }

    private static JsonNode failures(SystemUnderTest system, String id, String filter) {
        return SystemUnderTest.JSON.readTree(system.gateway("GET", "/api/v1/backfills/" + id + "/failures" + filter, null).body()).path("failures");
    }

    private static List<String> someIds(SystemUnderTest system, int count) {
        return system.simulator("GET", "/admin/jira/manifest?project=CORE", null).body().lines()
                .map(line -> SystemUnderTest.JSON.readTree(line).path("id").asString())
                .limit(count)
                .toList();
    }

    @Test
    void whatFailed_isListed_retriedAlone_andResolved(SystemUnderTest system) {
        List<String> poison = someIds(system, 3);
        system.fault("{\"kind\":\"poisonRecord\",\"route\":\"issue/bulkfetch\",\"ids\":[\"" + String.join("\",\"", poison) + "\"]}");
        JsonNode run = system.backfillAll();
        String id = run.path("id").asString();
        assertThat(run.path("state").asString()).isEqualTo("COMPLETED_WITH_FAILURES");
        assertThat(failures(system, id, "?partition=CORE&resolved=false").valueStream().filter(failure -> failure.path("kind").asString().equals("RECORD"))
                        .map(failure -> failure.path("recordId").asString()))
                .containsExactlyInAnyOrderElementsOf(poison);

        system.simulator("DELETE", "/admin/jira/faults", null);
        String retry = accepted(system.gateway("POST", "/api/v1/backfills/" + id + "/retry-failed", null)).path("id").asString();
        JsonNode retried = system.awaitEnd(retry);

        system.assertVerified(retried);
        assertThat(retried.path("retryOf").asString()).isEqualTo(id);
        assertThat(retried.path("progress").path("records").path("fetched").asInt()).isEqualTo(3);
        assertThat(failures(system, id, "?resolved=false").size()).isZero();
        assertThat(failures(system, id, "?resolved=true").size()).isEqualTo(4);
        assertThat(system.gateway("POST", "/api/v1/backfills/" + id + "/retry-failed", null).statusCode()).isEqualTo(409);
        StoredSet.compare(system).assertEqual(system.issues());
    }

    @Test
    void twoRecords_areFetchedAgain_andOneOfThemIsGone(SystemUnderTest system) {
        String id = system.backfillAll().path("id").asString();
        List<String> two = someIds(system, 2);
        String key = system.sql().sql("select key from jira.issue where id = ?").param(two.getFirst()).query(String.class).single();
        system.simulator("POST", "/admin/jira/issues/" + two.getFirst() + "/edit", "{\"summary\":\"mended\"}");
        system.simulator("POST", "/admin/jira/issues/" + two.getLast() + "/delete", "{}");

        String refetch = accepted(system.gateway("POST", "/api/v1/backfills/" + id + "/refetch",
                "{\"keys\":[\"" + key + "\",\"" + two.getLast() + "\",\"CORE-99999999\"]}")).path("id").asString();
        JsonNode run = system.awaitEnd(refetch);

        system.assertVerified(run);
        assertThat(run.path("verification").path("deleted").path("ids").path(0).asString()).isEqualTo(two.getLast());
        assertThat(run.path("selection").path("unknown").path(0).asString()).isEqualTo("CORE-99999999");
        assertThat(run.path("progress").path("records").path("stored").asInt()).isEqualTo(1);
        assertThat(system.count("jira.issue where summary = 'mended'")).isEqualTo(1);
        assertThat(system.count("jira.issue where deleted_at is not null")).isEqualTo(1);
    }

    @Test
    void partitionThatHangs_isLeftOutOnRecord_andHoldsNothing(SystemUnderTest system) {
        system.fault("{\"kind\":\"latency\",\"milliseconds\":600000,\"route\":\"search/jql\",\"count\":1}");
        String id = system.start("{\"parallelism\":1}");
        await().atMost(Duration.ofMinutes(1)).until(() -> system.fired("latency") == 1);

        accepted(system.gateway("POST", "/api/v1/backfills/" + id + "/partitions/1/skip", null));
        JsonNode run = system.awaitEnd(id);

        system.assertVerified(run);
        assertThat(system.partitions(id).path(0).path("state").asString()).isEqualTo("SKIPPED");
        assertThat(system.partitions(id).path(0).path("reason").asString()).isEqualTo("left out by admin");
        assertThat(system.partitions(id).path(0).path("fetched").asInt()).isZero();
        assertThat(system.partitions(id).path(1).path("state").asString()).isEqualTo("VERIFIED");
    }
}
