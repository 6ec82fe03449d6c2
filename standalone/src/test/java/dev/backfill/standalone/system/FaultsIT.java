package dev.backfill.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every fault of the vendor: weather passes and nothing is lost; what a human must mend ends the right part of the run, and says so. */
@ExtendWith(SharedSystem.class)
class FaultsIT {
    @ParameterizedTest
    @ValueSource(strings = {
        "{'kind':'latency','milliseconds':40,'jitter':80,'seconds':2}",
        "{'kind':'throttle','count':8,'route':'issue/bulkfetch','retryAfterSeconds':1,'status':429}",
        "{'kind':'throttle','count':3,'status':429}",
        "{'kind':'throttle','count':2,'retryAfterSeconds':1,'retryAfterDate':true,'status':429}",
        "{'kind':'throttle','count':3,'retryAfterSeconds':1,'status':503}",
        "{'kind':'serverError','status':500,'count':12}",
        "{'kind':'serverError','status':502,'seconds':3}",
        "{'kind':'serverError','status':504,'count':10}",
        "{'kind':'reset','every':4,'count':15}",
        "{'kind':'halfBody','count':15}",
        "{'kind':'halfJson','count':15}",
        "{'kind':'html','status':200,'count':12}",
        "{'kind':'html','status':403,'count':12}",
        "{'kind':'html','status':503,'count':12}",
        "{'kind':'repeatedToken','count':2,'route':'search/jql'}",
        "{'kind':'sameKeys','count':2,'route':'search/jql'}",
        "{'kind':'emptyPages','every':2,'count':6,'route':'search/jql'}",
        "{'kind':'countLies','percent':5}",
        "{'kind':'hugeBody','megabytes':20,'count':2,'route':'issue/bulkfetch'}",
        "{'kind':'slowBody','bytesPerSecond':20000,'count':3,'route':'search/jql'}"
    })
    void weather_passes_andNothingIsLost(String fault, SystemUnderTest system) {
        String json = fault.replace('\'', '"');
        system.fault(json);
        JsonNode run = system.backfillAll();

        system.assertVerified(run);
        assertThat(system.fired(SystemUnderTest.JSON.readTree(json).path("kind").asString())).as("times it struck").isPositive();
        assertThat(run.path("progress").path("records").path("expected").asInt()).isEqualTo(system.issues());
        StoredSet.compare(system).assertEqual(system.issues());
    }

    /** Faults that need a chain of several pages: here that of the changes since the run began, a hundred a page. */
    @ParameterizedTest
    @ValueSource(strings = {
        "{'kind':'expiredToken','count':3,'route':'search/jql'}",
        "{'kind':'notLastWithoutToken','count':2,'route':'search/jql'}",
        "{'kind':'isLastLies'}"
    })
    void faultsOfPageTokens_loseNothing(String fault, SystemUnderTest system) {
        List<String> edited = ids(system, 400);
        edited.forEach(id -> system.simulator("POST", "/admin/jira/issues/" + id + "/edit", "{}"));
        weather_passes_andNothingIsLost(fault, system);

        assertThat(system.sql().sql("select max(pages) from backfill_window where kind = 'CHANGES'").query(Long.class).single())
                .as("pages of the longest chain")
                .isGreaterThan(1);
    }

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
    @CsvSource({"credentialsRevoked, BACKFILL_JIRA_TOKEN", "redirect, BACKFILL_JIRA_URL"})
    void whatAHumanMustMend_endsTheRun_andSaysWhat(String kind, String advice, SystemUnderTest system) {
        String extra = kind.equals("redirect") ? ",\"location\":\"http://127.0.0.1:9/elsewhere\"" : "";
        system.fault("{\"kind\":\"" + kind + "\"" + extra + "}");
        JsonNode run = system.backfillAll();

        assertThat(run.path("state").asString()).isEqualTo("FAILED");
        assertThat(run.path("reason").asString()).contains(advice);
        assertThat(run.path("verification").path("verdict").asString()).isEqualTo("NOT_VERIFIED");
    }

    @Test
    void poisonRecords_areAloneInTheDeadLetterTable_andTheRestIsStored(SystemUnderTest system) {
        List<String> poison = ids(system, 3);
        system.fault("{\"kind\":\"poisonRecord\",\"route\":\"issue/bulkfetch\",\"ids\":[\"" + String.join("\",\"", poison) + "\"]}");
        JsonNode run = system.backfillAll();

        assertThat(run.path("state").asString()).isEqualTo("COMPLETED_WITH_FAILURES");
        assertThat(system.sql().sql("select distinct record_id from dead_letter where resolved_at is null").query(String.class).list())
                .containsExactlyInAnyOrderElementsOf(poison);
        assertThat(system.ids(run.path("verification").path("remaining"))).containsExactlyInAnyOrderElementsOf(poison);
        assertThat(system.count("jira.issue")).isEqualTo(system.issues() - 3);
    }

    @Test
    void lyingTotal_isNamed_andTheRecordKept(SystemUnderTest system) {
        String id = ids(system, 1).getFirst();
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
        system.fault("{\"kind\":\"poisonRecord\",\"route\":\"issue/bulkfetch\",\"ids\":[\"" + String.join("\",\"", ids(system, 400)) + "\"]}");
        JsonNode run = system.backfillAll();

        assertThat(run.path("state").asString()).isEqualTo("FAILED");
        assertThat(run.path("reason").asString()).contains("15 %");
        assertThat(system.count("jira.issue")).isPositive();
    }

    private static int commentsOf(SystemUnderTest system, String id) {
        return system.simulator("GET", "/admin/jira/manifest", null).body().lines()
                .map(SystemUnderTest.JSON::readTree)
                .filter(issue -> issue.path("id").asString().equals(id))
                .mapToInt(issue -> issue.path("comments").size())
                .sum();
    }

    private static List<String> ids(SystemUnderTest system, int count) {
        List<String> ids = new ArrayList<>();
        system.simulator("GET", "/admin/jira/manifest", null).body().lines().forEach(line -> {
            JsonNode issue = SystemUnderTest.JSON.readTree(line);
            if (issue.path("comments").size() < 20) {
                ids.add(issue.path("id").asString());
            }
        });
        int step = ids.size() / count;
        return IntStream.range(0, count).mapToObj(index -> ids.get(index * step)).toList();
    }
}
