package dev.backfill.workers.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.simulator.SimulatorOptions;
import dev.backfill.simulator.shared.ReadsShared;
import dev.backfill.simulator.shared.Shared;
import dev.backfill.store.derive.Derivation;
import dev.backfill.store.derive.DerivationStore;
import dev.backfill.store.derive.UnderivedRecord;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.source.InterceptedSource;
import dev.backfill.workers.source.jira.JiraFixture;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Issues that were pulled are derived from what is stored. */
@Timeout(120)
class DeriverTest {
    private static final int ISSUES = 500;

    private JiraFixture vendor;
    private InterceptedSource source;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void start() {
        TestDatabase.clear();
        TestDatabase.sql().sql("truncate derivation cascade").update();
        use(new JiraFixture(ISSUES, 2));
    }

    private void use(JiraFixture fixture) {
        if (vendor != null) {
            vendor.close();
        }
        vendor = fixture;
        source = new InterceptedSource(vendor.source());
        source.fetchSize = 100;
    }

    @AfterEach
    void stop() {
        vendor.close();
    }

    private Derivation derive() {
        said.reset();
        return new Deriver(source, TestDatabase.pool(), new DeriveReport("jira", new PrintStream(said, true))).run();
    }

    private static List<UnderivedRecord> failures() {
        return new DerivationStore(TestDatabase.pool()).failures("jira");
    }

    private static long changedRows() {
        return new DerivationStore(TestDatabase.pool()).get("jira").changedRows();
    }

    /** The rows that were fetched are rows that derive leaves alone, and makes again when they are spoilt. */
    private void assertDerivesWhatWasFetched() {
        List<String> fetched = StoredJira.rows();
        vendor.requests();

        assertThat(derive().changedRows()).isZero();
        assertThat(StoredJira.rows()).isEqualTo(fetched);

        StoredJira.spoil();
        assertThat(StoredJira.rows()).isNotEqualTo(fetched);
        Derivation again = derive();

        assertThat(StoredJira.rows()).isEqualTo(fetched);
        assertThat(again.records()).isEqualTo(TestDatabase.count("jira.issue"));
        assertThat(changedRows()).isEqualTo(fetched.size());
        assertThat(failures()).isEmpty();
        assertThat(vendor.requests()).isZero();
    }

    @Test
    void derivesWhatWasFetched() {
        StoredJira.pull(vendor, source);
        assertThat(TestDatabase.count("jira.issue")).isEqualTo(ISSUES);

        assertDerivesWhatWasFetched();
    }

    @Test
    void derivesWhatWasFetched_ofDamagedRecords() {
        vendor.poison(true);
        StoredJira.pull(vendor, source);
        assertThat(TestDatabase.count("jira.issue where cleaned <> '{}'")).isPositive();

        assertDerivesWhatWasFetched();
    }

    @Test
    void derivesWhatWasFetched_ofInventedRecordings() {
        assertDerivesWhatWasFetched(Path.of("../simulator/src/test/resources/recorded"));
    }

    @Test
    @ReadsShared
    void derivesWhatWasFetched_ofRecordedAnswers() {
        assertDerivesWhatWasFetched(Shared.data(""));
    }

    private void assertDerivesWhatWasFetched(Path recording) {
        use(new JiraFixture(SimulatorOptions.defaults().withData(recording)));
        StoredJira.pull(vendor, source);
        assertThat(TestDatabase.count("jira.issue")).isPositive();

        assertDerivesWhatWasFetched();
    }

    /** The parts of a deleted record, and parts that were deleted before. */
    @Test
    void deletedRows_areDerivedToo() {
        StoredJira.pull(vendor, source);
        TestDatabase.sql().sql("update jira.comment set deleted_at = now() - interval '1 day' where id in (select id from jira.comment order by id limit 40)").update();
        TestDatabase.sql().sql("""
                with gone as (update jira.issue set deleted_at = now() where id in (select id from jira.issue order by id limit 50) returning id)
                update jira.comment set deleted_at = now() where issue_id in (select id from gone) and deleted_at is null""").update();
        assertThat(TestDatabase.count("jira.comment where deleted_at is not null")).isGreaterThan(40);

        assertDerivesWhatWasFetched();
    }

    @Test
    void newColumn_hasYearsOfHistory_andReadersSeeNoGap() throws Exception {
        StoredJira.pull(vendor, source);
        List<String> fetched = TestDatabase.texts("select id || coalesce(priority, '-') from jira.issue order by id");
        // As a migration would add it.
        TestDatabase.sql().sql("alter table jira.issue drop column priority").update();
        TestDatabase.sql().sql("alter table jira.issue add column priority text").update();

        AtomicBoolean ended = new AtomicBoolean();
        try (ExecutorService reader = Executors.newSingleThreadExecutor()) {
            Future<Set<Long>> counts = reader.submit(() -> {
                Set<Long> seen = new LinkedHashSet<>();
                do {
                    seen.add(TestDatabase.count("jira.issue where deleted_at is null and summary is not null"));
                } while (!ended.get());
                return seen;
            });
            derive();
            ended.set(true);
            assertThat(counts.get()).containsExactly(TestDatabase.count("jira.issue where summary is not null"));
        }

        assertThat(TestDatabase.texts("select id || coalesce(priority, '-') from jira.issue order by id")).isEqualTo(fetched);
        assertThat(TestDatabase.count("jira.issue where priority is not null")).isPositive();
    }

    @Test
    void columnsThatAreFilledFromElsewhere_stay() {
        StoredJira.pull(vendor, source);
        source.filledColumns = Set.of("author_name", "summary");
        TestDatabase.sql().sql("update jira.comment set author_name = 'Filled', body = 'spoilt'").update();
        derive();

        assertThat(TestDatabase.count("jira.comment where author_name = 'Filled'")).isEqualTo(TestDatabase.count("jira.comment"));
        assertThat(TestDatabase.count("jira.comment where body = 'spoilt'")).isZero();
    }

    @Test
    void interrupted_goesOn_andFinished_beginsAnew() {
        StoredJira.pull(vendor, source);
        List<String> fetched = StoredJira.rows();
        StoredJira.spoil();
        List<String> derived = new ArrayList<>();
        source.beforeDerive = id -> {
            if (derived.size() == 300) {
                throw new OutOfMemoryError("interrupted");
            }
            derived.add(id);
        };
        assertThatThrownBy(this::derive).hasMessage("interrupted");
        source.beforeDerive = derived::add;
        Derivation whole = derive();

        assertThat(said.toString()).contains("derive jira: goes on after record ", ": 200 are done");
        assertThat(whole.records()).isEqualTo(ISSUES);
        assertThat(StoredJira.rows()).isEqualTo(fetched);
        assertThat(derived).as("only the batch that was interrupted is repeated").hasSize(ISSUES + 100).containsAll(Set.copyOf(derived));
        assertThat(changedRows()).isEqualTo(fetched.size());

        derived.clear();
        derive();
        assertThat(said.toString()).contains("begins with the first");
        assertThat(derived).hasSize(ISSUES).doesNotHaveDuplicates();
    }

    @Test
    void anotherVersionOfTheCode_beginsAnew() {
        StoredJira.pull(vendor, source);
        DerivationStore progress = new DerivationStore(TestDatabase.pool());
        progress.begin("jira", "of an older version");
        progress.advance("jira", null, "99999", 500, List.of(new UnderivedRecord("7", "because")));

        assertThat(derive().records()).isEqualTo(ISSUES);
        assertThat(failures()).isEmpty();
    }

    @Test
    void recordThatIsPulledMeanwhile_wins_andIsDerivedAsItIsNow() {
        StoredJira.pull(vendor, source);
        String id = TestDatabase.texts("select issue_id from jira.comment group by 1 order by count(*) desc limit 1").getFirst();
        StoredJira.spoil();
        AtomicBoolean edited = new AtomicBoolean();
        source.beforeDerive = each -> {
            if (each.equals(id) && edited.compareAndSet(false, true)) {
                vendor.edit(id, "{\"summary\":\"Edited meanwhile\"}");
                TestDatabase.sql().sql("truncate backfill_run cascade").update();
                StoredJira.pull(vendor, source);
            }
        };
        derive();
        source.beforeDerive = each -> {};

        assertThat(edited).isTrue();
        assertThat(TestDatabase.texts("select summary from jira.issue where id = '" + id + "'")).containsExactly("Edited meanwhile");
        List<String> rows = StoredJira.rows();
        assertThat(rows).noneMatch(row -> row.contains("spoilt"));
        assertThat(derive().changedRows()).as("nothing is left to do").isZero();
        assertThat(StoredJira.rows()).isEqualTo(rows);
    }

    @Test
    void recordsThatCannotBeDerived_areReported_andStayAsTheyAre() {
        StoredJira.pull(vendor, source);
        List<String> ids = TestDatabase.texts("select id from jira.issue order by id limit 2");
        TestDatabase.sql().sql("update jira.issue set raw = '[\"secret\"]', summary = 'kept' where id = '" + ids.getFirst() + "'").update();
        source.beforeDerive = id -> {
            if (id.equals(ids.getLast())) {
                throw new IllegalArgumentException("secret");
            }
        };
        TestDatabase.sql().sql("update jira.issue set status = null").update();
        derive();

        assertThat(failures()).containsExactly(
                new UnderivedRecord(ids.getFirst(), "its stored content is not this issue"),
                new UnderivedRecord(ids.getLast(), "IllegalArgumentException"));
        assertThat(TestDatabase.texts("select summary from jira.issue where id = '" + ids.getFirst() + "'")).containsExactly("kept");
        assertThat(TestDatabase.count("jira.issue where status is null")).isEqualTo(2);
    }
}
