package dev.backfill.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Nothing that people edit, add or delete at a source, during runs and between them, is missed by runs that pull only what was changed. */
@ExtendWith(SharedSystem.class)
class IncrementalIT {
    private static JsonNode run(SystemUnderTest system, SourceUnderTest source, String mode, Runnable meanwhile) {
        ObjectNode body = (ObjectNode) SystemUnderTest.JSON.readTree(source.everything());
        String id = system.start(source, body.put("mode", mode).toString());
        meanwhile.run();
        JsonNode run = system.awaitEnd(id);
        system.assertVerified(run);
        assertThat(run.path("mode").asString()).isEqualTo(mode);
        return run;
    }

    /** People edit, add and delete until they have done so much more. */
    private static void work(SystemUnderTest system, SourceUnderTest source, int more) {
        PeopleAtWork people = new PeopleAtWork(system, source);
        people.begin();
        await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(50)).until(() -> people.done() >= more);
        people.rest();
    }

    @ParameterizedTest
    @MethodSource("dev.backfill.standalone.system.SourcesUnderTest#all")
    void whateverPeopleDo_duringAndBetweenRuns_isFollowed(SourceUnderTest source, SystemUnderTest system) {
        run(system, source, "full", () -> work(system, source, 10));
        work(system, source, 20);
        run(system, source, "incremental", () -> work(system, source, 10));
        // What was done after it had looked is for the next.
        work(system, source, 10);
        await().atMost(Duration.ofMinutes(1)).until(() -> system.manifest(source).stream().allMatch(source::isProcessed));
        JsonNode last = run(system, source, "incremental", () -> {});
        StoredSet stored = StoredSet.compare(system, source);
        stored.without(source, source.editedWithoutTrace()).assertEqual(last.path("verification").path("expected").asInt());
        if (!source.editedWithoutTrace().isEmpty()) {
            run(system, source, "full", () -> {});
            StoredSet.compare(system, source).assertEqual(stored.compared());
        }
        assertThat(last.path("verification").path("expected").asInt()).as("all of it is proved").isEqualTo(stored.compared());
        new PeopleAtWork(system, source).assertDidEverything();
    }

    @Test
    void nothingIsFetched_thatNobodyTouched(SystemUnderTest system) {
        SourceUnderTest jira = SourcesUnderTest.JIRA;
        run(system, jira, "full", () -> {});
        work(system, jira, 20);
        JsonNode second = run(system, jira, "incremental", () -> {});

        // Other tests may have edited some of late, and the source tells minutes.
        int touched = system.sql()
                .sql("""
                        select count(*) from jira.issue i join backfill_partition p on p.run_id = :run and p.partition_id = i.project_id
                        where i.source_updated_at >= date_trunc('minute', p.changed_since)""")
                .param("run", second.path("id").asString())
                .query(Integer.class)
                .single();
        assertThat(second.path("progress").path("records").path("fetched").asInt()).isBetween(1, touched);
        assertThat(touched).as("of all").isLessThan(system.issues());
    }

    @Test
    void watermark_isShownWithTheSource_andMovesWithEveryRun(SystemUnderTest system) {
        SourceUnderTest moving = SourcesUnderTest.JIRA;
        JsonNode full = run(system, moving, "full", () -> {});
        JsonNode before = source(moving, system);
        assertThat(before.path("watermark").asString()).isEqualTo(full.path("startedAt").asString());
        assertThat(before.path("completeFrom").asString()).isEqualTo(full.path("range").path("from").asString());

        JsonNode incremental = run(system, moving, "incremental", () -> {});
        assertThat(source(moving, system).path("watermark").asString()).isEqualTo(incremental.path("startedAt").asString());
        assertThat(source(moving, system).path("completeFrom")).isEqualTo(before.path("completeFrom"));
        assertThat(system.partitions(incremental.path("id").asString()))
                .filteredOn(partition -> partition.path("state").asString().equals("VERIFIED"))
                .isNotEmpty()
                .allSatisfy(partition -> assertThat(partition.path("changedSince").isString()).isTrue());
    }

    private static JsonNode source(SourceUnderTest moving, SystemUnderTest system) {
        return SystemUnderTest.JSON.readTree(system.gateway("GET", "/api/v1/sources/" + moving.id(), null).body());
    }
}
