package dev.backfill.standalone.system;

import static dev.backfill.standalone.system.SharedSystem.ISSUES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What is missing, extra or stale is named exactly; what is absent is told apart before anything is marked. */
@ExtendWith(SharedSystem.class)
class VerificationIT {
    /** A run that has fetched everything of its largest partition's first window, and stands still. */
    private static String pausedRun(SystemUnderTest system) {
        system.fault("{\"kind\":\"latency\",\"milliseconds\":1000,\"route\":\"issue/bulkfetch\"}");
        String id = system.start();
        system.awaitFetched(id, ISSUES / 2);
        assertThat(system.gateway("POST", "/api/v1/backfills/" + id + "/pause", null).statusCode()).isEqualTo(202);
        system.awaitState(id, "PAUSED");
        return id;
    }

    private static JsonNode resumed(SystemUnderTest system, String id) {
        system.simulator("DELETE", "/admin/jira/faults", null);
        assertThat(system.gateway("POST", "/api/v1/backfills/" + id + "/resume", null).statusCode()).isEqualTo(202);
        return system.awaitEnd(id);
    }

    /** Of partitions that are under way; none that was edited so lately that the window of changes pulls it again. */
    private static List<String> storedAtRandom(SystemUnderTest system, int count) {
        return system.sql().sql("""
                        select f.record_id from fetched_record f join jira.issue i on i.id = f.record_id
                        join backfill_partition p on p.id = f.partition
                        where i.source_updated_at < now() - interval '1 hour' and (p.finished_at is null or p.run_id in
                            (select id from backfill_run where finished_at is not null))
                        order by random() limit :count""")
                .param("count", count)
                .query(String.class)
                .list();
    }

    @Test
    void keysRemovedAddedAndMadeStaleByHand_areNamedExactly(SystemUnderTest system) {
        String id = pausedRun(system);
        List<String> chosen = storedAtRandom(system, 6);
        List<String> removed = chosen.subList(0, 3);
        List<String> stale = chosen.subList(3, 6);
        List<String> added = List.of("999000001", "999000002", "999000003");
        system.sql().sql("delete from jira.issue where id in (:ids)").param("ids", removed).update();
        system.sql().sql("""
                        update jira.issue set source_updated_at = source_updated_at - interval '1 day', content_hash = '\\x00', summary = 'old'
                        where id in (:ids)""")
                .param("ids", stale)
                .update();
        for (String phantom : added) {
            system.sql().sql("""
                            insert into jira.issue (id, project_id, key, source_created_at, source_updated_at, raw, content_hash,
                                fetch_order, first_seen_run, last_changed_run)
                            select :id, project_id, 'PHANTOM-1', source_created_at, source_updated_at, '{}', '\\x00', 1, 'x', 'x'
                            from jira.issue where project_id = (
                                select project_id from jira.issue group by project_id order by count(*) desc limit 1) limit 1""")
                    .param("id", phantom)
                    .update();
        }
        JsonNode run = resumed(system, id);

        JsonNode verification = run.path("verification");
        assertThat(system.ids(verification.path("missing"))).containsExactlyInAnyOrderElementsOf(removed);
        assertThat(system.ids(verification.path("extra"))).containsExactlyInAnyOrderElementsOf(added);
        assertThat(system.ids(verification.path("stale"))).containsExactlyInAnyOrderElementsOf(stale);
        assertThat(system.ids(verification.path("deleted"))).containsExactlyInAnyOrderElementsOf(added);
        system.assertVerified(run);
        StoredSet.compare(system).assertEqual(system.issues());
    }

    @Test
    void editTheWindowsDidNotSee_isFoundByTheOrderOfTheCensus(SystemUnderTest system) {
        system.assertVerified(system.backfillAll());
        String victim = storedAtRandom(system, 1).getFirst();
        // As if an edit of long ago had been overlooked: the row and what was noted of it agree, but the source is newer.
        String id = pausedRun(system);
        system.sql().sql("""
                        update jira.issue set source_updated_at = source_updated_at - interval '2 years', summary = 'old' where id = :id""")
                .param("id", victim)
                .update();
        system.sql().sql("delete from fetched_record where record_id = :id").param("id", victim).update();
        JsonNode run = resumed(system, id);

        system.assertVerified(run);
        StoredSet.compare(system).assertEqual(system.issues());
        assertThat(system.sql().sql("select summary from jira.issue where id = :id").param("id", victim).query(String.class).single())
                .isNotEqualTo("old");
    }

    @Test
    void projectHiddenMidRun_isAccessLost_andNothingIsMarked(SystemUnderTest system) {
        system.assertVerified(system.backfillAll());
        String id = pausedRun(system);
        system.simulator("POST", "/admin/jira/projects/CORE/hide", null);
        try {
            JsonNode run = resumed(system, id);
            assertThat(run.path("state").asString()).isEqualTo("COMPLETED_WITH_FAILURES");
            assertThat(system.partition(id, "CORE").path("state").asString()).isEqualTo("ACCESS_LOST");
            assertThat(system.count("jira.issue where deleted_at is not null")).isZero();
            assertThat(system.partitions(id)).filteredOn(partition -> partition.path("state").asString().equals("VERIFIED")).isNotEmpty();
        } finally {
            system.simulator("POST", "/admin/jira/projects/CORE/show", null);
        }
    }

    @Test
    void deletedAndMovedIssues_areToldApart(SystemUnderTest system) {
        system.assertVerified(system.backfillAll());
        List<String> chosen = idsOf(system, "CORE", 2);
        system.simulator("POST", "/admin/jira/issues/" + chosen.get(0) + "/delete", null);
        system.simulator("POST", "/admin/jira/issues/" + chosen.get(1) + "/move", "{\"project\":\"ORDER\"}");
        JsonNode run = system.backfillAll();

        system.assertVerified(run);
        assertThat(system.ids(run.path("verification").path("deleted"))).containsExactly(chosen.get(0));
        assertThat(system.sql().sql("select key from jira.issue where id = :id").param("id", chosen.get(1)).query(String.class).single())
                .startsWith("ORDER-");
        assertThat(system.sql().sql("select id from jira.issue where deleted_at is not null").query(String.class).list())
                .containsExactly(chosen.get(0));
    }

    /** Each source whole, twice, of which two records are deleted in between. */
    @Test
    void whatIsDeletedAtTheSource_isMarked_andNothingElse(SystemUnderTest system) {
        SideBySide.start(system).assertEqual();
        Map<SourceUnderTest, List<String>> deleted = new LinkedHashMap<>();
        for (SourceUnderTest source : SourcesUnderTest.all()) {
            List<String> two = twoOfTheLargestPartition(system, source);
            two.forEach(id -> system.admin(source, "POST", source.recordRoute(id) + "/delete", null));
            deleted.put(source, two);
        }
        SideBySide again = SideBySide.start(system);

        again.assertEach((source, run) -> {
            system.assertVerified(run);
            assertThat(system.ids(run.path("verification").path("deleted"))).containsExactlyInAnyOrderElementsOf(deleted.get(source));
            assertThat(system.sql()
                            .sql("select id from %s.%s where deleted_at is not null".formatted(source.id(), source.recordTable()))
                            .query(String.class)
                            .list())
                    .containsExactlyInAnyOrderElementsOf(deleted.get(source));
            StoredSet.compare(system, source).assertEqual(1);
        });
    }

    /** Of a partition so large that two deletions are few; that many of a small one are for the test of the fuse. */
    private static List<String> twoOfTheLargestPartition(SystemUnderTest system, SourceUnderTest source) {
        Map<String, List<String>> ids = system.manifest(source).stream()
                .filter(source::isOrdinary)
                .collect(Collectors.groupingBy(source::partition, Collectors.mapping(line -> line.path("id").asString(), Collectors.toList())));
        List<String> largest = ids.values().stream().max(Comparator.comparingInt(List::size)).orElseThrow();
        assertThat(largest).as("ordinary records of %s in its largest partition", source).hasSizeGreaterThanOrEqualTo(40);
        return largest.subList(largest.size() / 2, largest.size() / 2 + 2);
    }

    @Test
    void moreDeletionsThanTheFuseAllows_markNothing(SystemUnderTest system) {
        system.assertVerified(system.backfillAll());
        List<String> tiny = idsOf(system, "TINY", 4);
        tiny.forEach(issue -> system.simulator("POST", "/admin/jira/issues/" + issue + "/delete", null));
        JsonNode run = system.awaitEnd(system.start("{\"projects\":[\"TINY\"]}"));

        assertThat(system.partition(run.path("id").asString(), "TINY").path("state").asString()).isEqualTo("TOO_MANY_DELETIONS");
        assertThat(system.count("jira.issue where deleted_at is not null")).isZero();
        assertThat(system.ids(run.path("verification").path("extra"))).containsExactlyInAnyOrderElementsOf(tiny);
    }

    private static List<String> idsOf(SystemUnderTest system, String key, int count) {
        return system.sql().sql("select id from jira.issue where key like :prefix and deleted_at is null order by id limit :count")
                .param("prefix", key + "-%")
                .param("count", count)
                .query(String.class)
                .list();
    }
}
