package dev.backfill.standalone.system;

import static dev.backfill.standalone.system.SharedSystem.ISSUES;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Issues are edited, added and deleted while they are paged, and the search index lags behind. */
@ExtendWith(SharedSystem.class)
class MovingSourceIT {
    @Test
    void editsAdditionsAndDeletions_areAllFollowed(SystemUnderTest system) {
        system.fault("{\"kind\":\"latency\",\"milliseconds\":100}");
        system.simulator("POST", "/admin/jira/mutations", "{\"editsPerSecond\":30,\"addsPerSecond\":5,\"deletesPerSecond\":3}");
        String id = system.start("{\"projects\":[\"CORE\"]}");
        system.awaitFetched(id, ISSUES / 3);
        system.simulator("POST", "/admin/jira/mutations", "{\"editsPerSecond\":0,\"addsPerSecond\":0,\"deletesPerSecond\":0}");
        system.assertVerified(system.awaitEnd(id));

        JsonNode touched = SystemUnderTest.JSON.readTree(system.simulator("GET", "/admin/jira/mutations", null).body());
        assertThat(touched.path("edited").size()).isGreaterThan(10);
        assertThat(touched.path("added").size()).isPositive();
        assertThat(touched.path("deleted").size()).isPositive();
        StoredSet.compare(system, "CORE").assertEqual(ISSUES / 3);

        system.assertVerified(system.backfillAll());
        StoredSet.compare(system).assertEqual(system.issues());
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
