package dev.backfill.standalone.system;

import static dev.backfill.standalone.system.SharedSystem.ISSUES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Records are edited, added and deleted while they are paged. */
@ExtendWith(SharedSystem.class)
class MovingSourceIT {
    @Test
    void editsAdditionsAndDeletions_areAllFollowed(SystemUnderTest system) {
        system.fault("{\"kind\":\"latency\",\"milliseconds\":100}");
        system.simulator("POST", "/admin/jira/mutations", SourcesUnderTest.JIRA.mutations());
        String id = system.start("{\"projects\":[\"CORE\"]}");
        system.awaitFetched(id, ISSUES / 3);
        comeToRest(system, SourcesUnderTest.JIRA);
        system.assertVerified(system.awaitEnd(id));

        StoredSet.compare(system, "CORE").assertEqual(ISSUES / 3);
        assertMoved(system, SourcesUnderTest.JIRA);
    }

    /** Every source at once, and whole. */
    @Test
    void whatMovesWhileItIsPulled_isAllThere(SystemUnderTest system) {
        SourcesUnderTest.all().forEach(source -> {
            system.fault(source, "{\"kind\":\"latency\",\"milliseconds\":100}");
            system.admin(source, "POST", "mutations", source.mutations());
        });
        SideBySide runs = SideBySide.start(system);
        await().atMost(Duration.ofMinutes(2)).until(() -> runs.fraction() > 0.5);
        SourcesUnderTest.all().forEach(source -> comeToRest(system, source));

        // What came too late to be listed is not missing of this run, but of the next.
        runs.assertVerified();
        SideBySide.start(system).assertEqual();
        SourcesUnderTest.all().forEach(source -> assertMoved(system, source));
    }

    /** Nobody works any more, and the source is as fast as it can be. */
    private static void comeToRest(SystemUnderTest system, SourceUnderTest source) {
        system.admin(source, "POST", "mutations", "{}");
        system.admin(source, "DELETE", "faults", null);
    }

    private static void assertMoved(SystemUnderTest system, SourceUnderTest source) {
        JsonNode touched = SystemUnderTest.JSON.readTree(system.admin(source, "GET", "mutations", null).body());
        assertThat(touched.path("edited").size()).as("edits of %s", source).isPositive();
        assertThat(touched.path("added").size()).as("additions to %s", source).isPositive();
        assertThat(touched.path("deleted").size()).as("deletions from %s", source).isPositive();
    }

    @Test
    void editBetweenFetchAndMerge_isNotLost(SystemUnderTest system) {
        system.fault("{\"kind\":\"latency\",\"milliseconds\":300,\"route\":\"issue/comment\"}");
        String id = system.start();
        system.awaitFetched(id, 100);
        String edited = system.sql().sql("select record_ids[1] from backfill_window where kind = 'RECORDS' and state = 'OPEN' limit 1")
                .query(String.class)
                .single();
        system.simulator("POST", "/admin/jira/issues/" + edited + "/edit", "{\"summary\":\"edited under way\"}");
        system.assertVerified(system.awaitEnd(id));

        assertThat(system.sql().sql("select summary from jira.issue where id = :id").param("id", edited).query(String.class).single())
                .isEqualTo("edited under way");
    }
}
