package dev.backfill.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Faults of the vendor that do not pass: each ends the right part of the run, and says what to mend; the rest is stored. */
@ExtendWith(SharedSystem.class)
class FaultsIT {
    /** One record of a hundred is damaged, in one of a dozen ways of which two need cleaning: of fewer, none may. */
    private static final int ENOUGH_FOR_EVERY_DAMAGE = 1_500;

    @Test
    void endlessCursor_endsThePartitionLoudly(SystemUnderTest system) {
        system.fault("{\"kind\":\"endlessCursor\",\"route\":\"search/jql\"}");
        JsonNode run = system.awaitEnd(system.start("{\"projects\":[\"TINY\"]}"));

        assertThat(run.path("state").asString()).isEqualTo("COMPLETED_WITH_FAILURES");
        JsonNode partition = system.partition(run.path("id").asString(), "TINY");
        assertThat(partition.path("failureType").asString()).isEqualTo("CURSOR_BROKEN");
        assertThat(partition.path("reason").asString()).contains("empty pages");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'kind':'credentialsRevoked'}", "{'kind':'redirect','location':'http://127.0.0.1:9/elsewhere'}"})
    void whatAHumanMustMend_endsTheRun_andSaysWhat(String fault, SystemUnderTest system) {
        SourcesUnderTest.all().forEach(source -> system.fault(source, fault.replace('\'', '"')));
        SideBySide runs = SideBySide.start(system);

        runs.assertEach((source, run) -> {
            assertThat(run.path("state").asString()).as("%s", run).isEqualTo("FAILED");
            String token = source.credentialsSetting();
            assertThat(run.path("reason").asString()).contains(fault.contains("redirect") ? token.replace("_TOKEN", "_URL") : token);
            assertThat(run.path("verification").path("verdict").asString()).isEqualTo("NOT_VERIFIED");
        });
    }

    @Test
    void poisonRecords_areAloneInTheDeadLetterTable_andTheRestIsStored(SystemUnderTest system) {
        Map<SourceUnderTest, List<String>> poison = new HashMap<>();
        SourcesUnderTest.all().forEach(source -> {
            poison.put(source, new RecordsUnderTest(system, source).ordinary(3));
            String chosen = String.join("\",\"", poison.get(source));
            source.poisonRoutes().forEach(route -> system.fault(
                    source, "{\"kind\":\"poisonRecord\",\"route\":\"" + route + "\",\"ids\":[\"" + chosen + "\"]}"));
        });

        SideBySide.start(system).assertEach((source, run) -> {
            assertThat(run.path("state").asString()).as("%s", run).isEqualTo("COMPLETED_WITH_FAILURES");
            List<String> named = source.namesPoison() ? poison.get(source) : List.of();
            assertThat(deadLetters(system, run)).hasSameElementsAs(named);
            assertThat(system.ids(run.path("verification").path("remaining"))).hasSameElementsAs(named);
            assertThat(run.path("verification").path("failed").asInt()).as("failed of %s", source).isEqualTo(3);
            assertThat(system.count(source.id() + "." + source.recordTable())).isEqualTo(system.manifest(source).size() - 3);
        });
    }

    /** The simulator's damage: NUL, lone surrogates, megabytes of text, absurd dates, absent members, doubled members. */
    @Test
    void damagedRecords_areCleanedOrSetAside_andNoneIsLost(SystemUnderTest system) {
        SourcesUnderTest.all().forEach(source -> system.admin(source, "POST", "poison", "{\"on\":true}"));
        try {
            SideBySide.start(system).assertEach((source, run) -> assertAllAccountedFor(system, source, run));
        } finally {
            SourcesUnderTest.all().forEach(source -> system.admin(source, "POST", "poison", "{\"on\":false}"));
        }
    }

    private static void assertAllAccountedFor(SystemUnderTest system, SourceUnderTest source, JsonNode run) {
        List<String> setAside = deadLetters(system, run);
        assertThat(run.path("state").asString()).as("%s", run).isEqualTo(setAside.isEmpty() ? "COMPLETED" : "COMPLETED_WITH_FAILURES");
        RecordsUnderTest records = new RecordsUnderTest(system, source);
        List<String> stored = records.stored();
        assertThat(Stream.concat(stored.stream(), setAside.stream()).distinct())
                .as("records of %s that are stored or set aside", source)
                .containsExactlyInAnyOrderElementsOf(records.there());
        assertThat(setAside).as("set aside").hasSizeLessThan(stored.size() / 10);
        assertThat(records.markedAsDeleted()).as("marked as deleted").isEmpty();
        if (source.size() >= ENOUGH_FOR_EVERY_DAMAGE) {
            assertThat(system.count("%s.%s where cleaned <> '{}'".formatted(source.id(), source.recordTable()))).as("cleaned of %s", source).isPositive();
        }
    }

    private static List<String> deadLetters(SystemUnderTest system, JsonNode run) {
        return system.sql().sql("select distinct record_id from dead_letter where record_id is not null and resolved_at is null and run_id = :run")
                .param("run", run.path("id").asString())
                .query(String.class)
                .list();
    }

    @Test
    void lyingTotal_isNamed_andTheRecordKept(SystemUnderTest system) {
        String id = new RecordsUnderTest(system, SourcesUnderTest.JIRA).ordinary(1).getFirst();
        system.fault("{\"kind\":\"wrongTotal\",\"ids\":[\"" + id + "\"]}");
        JsonNode run = system.backfillAll();

        assertThat(run.path("state").asString()).isEqualTo("COMPLETED_WITH_FAILURES");
        assertThat(system.sql().sql("select record_id || ' ' || reason from dead_letter").query(String.class).list())
                .singleElement()
                .asString()
                .startsWith(id + " comment: Jira states a total of");
        assertThat(system.count("jira.issue")).isEqualTo(system.issues());
        assertThat(system.count("jira.comment where issue_id = '" + id + "'")).isEqualTo(commentsOf(system, id));
    }

    @Test
    void tooManyFailures_stopTheRun_andKeepWhatIsStored(SystemUnderTest system) {
        String poison = String.join("\",\"", new RecordsUnderTest(system, SourcesUnderTest.JIRA).ordinary(400));
        system.fault("{\"kind\":\"poisonRecord\",\"route\":\"issue/bulkfetch\",\"ids\":[\"" + poison + "\"]}");
        JsonNode run = system.backfillAll();

        assertThat(run.path("state").asString()).isEqualTo("FAILED");
        assertThat(run.path("reason").asString()).contains("15 %");
        assertThat(system.count("jira.issue")).isPositive();
    }

    private static int commentsOf(SystemUnderTest system, String id) {
        return system.manifest(SourcesUnderTest.JIRA).stream()
                .filter(issue -> issue.path("id").asString().equals(id))
                .mapToInt(issue -> issue.path("comments").size())
                .sum();
    }
}
