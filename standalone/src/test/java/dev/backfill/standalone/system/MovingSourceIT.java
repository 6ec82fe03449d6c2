package dev.backfill.standalone.system;

import static dev.backfill.standalone.system.SharedSystem.ISSUES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records are edited, added and deleted while they are paged. */
@ExtendWith(SharedSystem.class)
class MovingSourceIT {
    /** What people do while a partition is pulled. */
    private static final int ENOUGH = 150;

    private static final Duration SOON = Duration.ofMillis(50);

    @Test
    void editsAdditionsAndDeletions_areAllFollowed(SystemUnderTest system) {
        PeopleAtWork people = new PeopleAtWork(system, SourcesUnderTest.JIRA);
        slow(system, SourcesUnderTest.JIRA);
        people.begin();
        String id = system.start("{\"projects\":[\"CORE\"]}");
        await().atMost(Duration.ofMinutes(2)).pollInterval(SOON).until(() -> system.fetched(id) >= ISSUES / 3 || people.done() >= ENOUGH);
        comeToRest(system, people);
        system.assertVerified(system.awaitEnd(id));

        StoredSet.compare(system, "CORE").assertEqual(ISSUES / 3);
        people.assertDidEverything();
    }

    /** Every source at once, and whole. */
    @Test
    void whatMovesWhileItIsPulled_isAllThere(SystemUnderTest system) {
        List<PeopleAtWork> all = SourcesUnderTest.all().stream().map(source -> new PeopleAtWork(system, source)).toList();
        SourcesUnderTest.all().forEach(source -> slow(system, source));
        SideBySide runs = SideBySide.start(system);
        all.forEach(PeopleAtWork::begin);
        List<PeopleAtWork> working = new ArrayList<>(all);
        await().atMost(Duration.ofMinutes(2)).pollInterval(SOON).until(() -> {
            working.removeIf(people -> people.done() >= Math.min(ENOUGH, people.source().size() / 3) && comeToRest(system, people));
            return working.isEmpty();
        });

        // What came too late to be listed is not missing of this run, but of the next.
        runs.assertVerified();
        SideBySide.start(system).assertEqual();
        all.forEach(PeopleAtWork::assertDidEverything);
    }

    private static void slow(SystemUnderTest system, SourceUnderTest source) {
        system.fault(source, "{\"kind\":\"latency\",\"milliseconds\":100}");
    }

    /** Nobody works any more, and the source is as fast as it can be. */
    private static boolean comeToRest(SystemUnderTest system, PeopleAtWork people) {
        people.rest();
        system.admin(people.source(), "DELETE", "faults", null);
        return true;
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
