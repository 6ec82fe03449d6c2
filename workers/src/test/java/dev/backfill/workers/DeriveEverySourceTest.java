package dev.backfill.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.page.Column;
import dev.backfill.store.page.Table;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.SourceFixture;
import dev.backfill.workers.source.fireflies.FirefliesFixture;
import dev.backfill.workers.source.jira.JiraFixture;
import dev.backfill.workers.source.notion.NotionFixture;
import dev.backfill.workers.source.tempo.TempoFixture;
import dev.backfill.workflows.source.DateRange;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each source's records, damaged ones among them, are pulled whole and then derived by the command, as an operator starts it. */
@Timeout(600)
class DeriveEverySourceTest {
    private static final String[] DATABASE = {
        "--backfill.database.url=" + TestDatabase.url(), "--backfill.database.user=postgres", "--backfill.database.password=postgres",
        "--backfill.database.connections=3"
    };

    /** The vendors, with as many records as it takes for some to be damaged. */
    enum Vendor {
        JIRA("jira.issue where cleaned <> '{}'", () -> new JiraFixture(600, 2)),
        NOTION("notion.page where source_created_at is null", () -> new NotionFixture(360)),
        TEMPO("tempo.worklog where cleaned <> '{}'", () -> new TempoFixture(2_000, 100)),
        FIREFLIES("fireflies.transcript where cleaned <> '{}'", () -> new FirefliesFixture(600));

        private final String damaged;
        private final Supplier<SourceFixture> start;

        /** @param damaged rows that show damage */
        Vendor(String damaged, Supplier<SourceFixture> start) {
            this.damaged = damaged;
            this.start = start;
        }
    }

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @AfterEach
    void clear() {
        TestDatabase.clear();
    }

    @ParameterizedTest
    @EnumSource
    void everyColumn_isMadeAnew_withoutARequest(Vendor vendor) {
        TestDatabase.clear();
        TestDatabase.sql().sql("truncate derivation cascade").update();
        try (SourceFixture fixture = vendor.start.get()) {
            fixture.poison(true);
            Source source = fixture.source();
            pull(source, fixture.range());
            List<String> fetched = rows(source);
            assertThat(TestDatabase.count(vendor.damaged)).as("damaged records").isPositive();
            fixture.requests();

            derive(source);
            assertThat(said.toString(StandardCharsets.UTF_8)).contains(" 0 rows changed, 0 records left as they are");
            assertThat(rows(source)).isEqualTo(fetched);

            spoil(source);
            assertThat(rows(source)).isNotEqualTo(fetched);
            derive(source);

            assertThat(rows(source)).isEqualTo(fetched);
            assertThat(fixture.requests()).isZero();
        }
    }

    private static void pull(Source source, DateRange range) {
        try (BackfillHarness worker = new BackfillHarness(TestDatabase.pool(), source, 500)) {
            worker.begin(source, range).forEach(worker::pullRecords);
        }
    }

    private void derive(Source source) {
        said.reset();
        assertThat(Derive.run(source.id(), new PrintStream(said, true, StandardCharsets.UTF_8), DATABASE))
                .as("%s", said)
                .isEqualTo(Derive.DONE);
    }

    private static List<Table> tables(Source source) {
        List<Table> tables = new ArrayList<>(source.partTables());
        tables.add(source.recordTable());
        return tables;
    }

    /** Every row with all its columns, and what search makes of it. */
    private static List<String> rows(Source source) {
        List<String> rows = new ArrayList<>();
        for (Table table : tables(source)) {
            rows.addAll(TestDatabase.texts("select '" + table.name() + " ' || to_jsonb(t)::text from " + table.qualifiedName() + " t order by id"));
        }
        rows.addAll(TestDatabase.texts("select to_jsonb(d)::text from " + source.id() + ".document d order by record_id"));
        return rows;
    }

    /** Empties every typed column that may be empty, but for those that are filled from elsewhere. */
    private static void spoil(Source source) {
        for (Table table : tables(source)) {
            Set<String> required = Set.copyOf(TestDatabase.texts("select attname from pg_attribute where attnotnull and attrelid = '"
                    + table.qualifiedName() + "'::regclass"));
            String emptied = table.columns().stream()
                    .map(Column::name)
                    .filter(column -> !required.contains(column) && !source.filledColumns().contains(column))
                    .map(column -> '"' + column + "\" = null")
                    .collect(Collectors.joining(", "));
            TestDatabase.sql().sql("update " + table.qualifiedName() + " set " + emptied).update();
        }
    }
}
