package dev.backfill.workers.source.tempo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.workers.BackfillHarness;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** All months from census to verdict: damaged worklogs among them, people at work meanwhile, and Jira beside. */
@Timeout(600)
class TempoWholeRunTest {
    private static final int WORKLOGS = 4_000;

    private TempoFixture tempo;

    /** A worklog as it is stored, or as Tempo has it. */
    private record Worklog(String month, String hash) {}

    @BeforeEach
    void start() {
        TestDatabase.clear();
        tempo = new TempoFixture(WORKLOGS, 200);
    }

    @AfterEach
    void stop() {
        tempo.close();
        TestDatabase.clear();
    }

    private static Map<String, Worklog> stored(String condition) {
        Map<String, Worklog> worklogs = new HashMap<>();
        TestDatabase.sql().sql("select id, month, encode(content_hash, 'hex') as hash from tempo.worklog where deleted_at is null and " + condition)
                .query(row -> {
                    worklogs.put(row.getString("id"), new Worklog(row.getString("month"), row.getString("hash")));
                });
        return worklogs;
    }

    private Map<String, Worklog> truth() {
        Map<String, Worklog> truth = new HashMap<>();
        for (String month : tempo.partitionIds()) {
            Map<String, JsonNode> lines = tempo.manifest(new SourcePartition(month, month));
            lines.forEach((id, line) -> truth.put(id, new Worklog(month, line.get("sha256").asString())));
        }
        return truth;
    }

    /** Those that Tempo sends otherwise once they are damaged. */
    private Set<String> damage() {
        Map<String, Worklog> sound = truth();
        tempo.poison(true);
        Set<String> damaged = new LinkedHashSet<>();
        truth().forEach((id, worklog) -> {
            if (!worklog.equals(sound.get(id))) {
                damaged.add(id);
            }
        });
        return damaged;
    }

    @Test
    void everyMonth_isVerified_andEqualsTheSource() {
        Set<String> damaged = damage();
        List<String> ids = tempo.ids(tempo.partition()).stream().filter(id -> !damaged.contains(id)).limit(4).toList();
        TempoSource source = tempo.sourceWithJira(true);
        try (BackfillHarness worker = new BackfillHarness(TestDatabase.pool(), source, 500)) {
            for (PartitionReference month : worker.begin(source, tempo.range())) {
                worker.pullRecords(month);
                if (month.key().equals(tempo.partition().key())) {
                    work(ids);
                }
                worker.catchUp(month);
                PartitionResult result = worker.prove(month);
                worker.runs.finishPartition(month, result);
                assertThat(result.state()).as(month.key() + " " + result).isEqualTo(PartitionState.VERIFIED);
            }
        }
        assertEqualsTheSource(damaged);
        assertThat(TestDatabase.texts("select id from tempo.worklog where deleted_at is not null")).containsExactly(ids.get(1));
        assertThat(TestDatabase.count("tempo.worklog where issue_key is not null")).as("keys").isGreaterThan(WORKLOGS * 9L / 10);
        assertThat(TestDatabase.count("tempo.worklog where author_name is not null")).as("names").isGreaterThan(WORKLOGS * 9L / 10);
    }

    /** What people do in the month and in the one after it, which has been proved by then. */
    private void work(List<String> ids) {
        tempo.edit(ids.get(0));
        tempo.delete(ids.get(1));
        tempo.move(ids.get(2), tempo.otherPartition());
        tempo.create(tempo.partition());
    }

    private void assertEqualsTheSource(Set<String> damaged) {
        Map<String, Worklog> truth = truth();
        Map<String, Worklog> cleaned = stored("cleaned <> '{}'");
        Map<String, Worklog> whole = stored("coalesce(cleaned, '{}') = '{}'");

        assertThat(truth).hasSize(WORKLOGS);
        assertThat(damaged).as("what was cleaned").containsAll(cleaned.keySet());
        assertThat(cleaned).isNotEmpty();
        // What PostgreSQL cannot hold is replaced, and so the hash is another one.
        cleaned.replaceAll((id, worklog) -> new Worklog(worklog.month(), truth.get(id).hash()));
        whole.putAll(cleaned);
        assertThat(whole).isEqualTo(truth);
    }
}
