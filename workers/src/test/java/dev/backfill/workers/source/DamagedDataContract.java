package dev.backfill.workers.source;

import static dev.backfill.workers.source.SourceFixture.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.page.CleanText;
import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.PageWriter;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.RejectedRecord;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.Table;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.source.SourceFixture.Call;
import dev.backfill.workers.source.http.HttpSettings;
import dev.backfill.workflows.failure.FailureType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Records that are damaged, or that the vendor stumbles over: cleaned or set aside, never lost, and never a reason to lose others. */
abstract class DamagedDataContract extends WeatherContract {
    /** A vendor with damaged records, and which these are: those whose content is another one once they are damaged. */
    Set<String> startDamaged() {
        use(start(enoughForEveryDamage(), 1));
        Map<String, JsonNode> sound = vendor.manifest(partition);
        vendor.poison(true);
        Set<String> damaged = new LinkedHashSet<>();
        vendor.manifest(partition).forEach((id, line) -> {
            if (!line.equals(sound.get(id))) {
                damaged.add(id);
            }
        });
        assertThat(damaged).hasSizeGreaterThan(3);
        return damaged;
    }

    private List<RecordPage> fetchInPages(Set<String> ids) {
        List<RecordPage> pages = new ArrayList<>();
        List<String> all = List.copyOf(ids);
        // A few at a time: one of them may be large.
        for (int from = 0; from < all.size(); from += 5) {
            pages.add(fetch(all.subList(from, Math.min(all.size(), from + 5))));
        }
        return pages;
    }

    @Test
    void damagedRecords_areCleaned_andNoneIsLost() {
        Set<String> damaged = startDamaged();

        List<RecordPage> pages = fetchInPages(damaged);

        assertThat(pages.stream().flatMap(page -> page.records().stream()).map(record -> record.row().id()))
                .containsExactlyInAnyOrderElementsOf(damaged);
        List<RejectedRecord> rejected = pages.stream().flatMap(page -> page.rejected().stream()).toList();
        if (vendor.damagesParts()) {
            assertThat(damaged).containsAll(rejected.stream().map(RejectedRecord::id).toList());
        } else {
            assertThat(rejected).isEmpty();
        }
        List<Row> rows = pages.stream().flatMap(page -> page.records().stream()).map(PageRecord::row).toList();
        for (Row row : rows) {
            String raw = new String(row.raw(), StandardCharsets.UTF_8);
            assertThat(CleanText.isClean(raw) && !raw.contains("\\u0000")).as(row.id()).isTrue();
            row.values().stream().filter(String.class::isInstance).forEach(value -> assertThat(CleanText.isClean((String) value)).isTrue());
        }
        assertThat(rows.stream().filter(row -> !row.cleaned().isEmpty())).as("records that say what was cleaned").hasSizeGreaterThan(1);
        assertThat(rows.stream().filter(row -> row.raw().length > vendor.largestRecord())).as("very much text, kept whole").isNotEmpty();
    }

    @Test
    void damagedRecords_canBeStored_everyOne() {
        Set<String> damaged = startDamaged();
        PageWriter writer = new PageWriter(TestDatabase.pool());

        fetchInPages(damaged).forEach(page ->
                writer.writeRows("run", page.table(), page.records().stream().map(PageRecord::row).toList()));

        assertThat(TestDatabase.texts("select id from " + source.recordTable().qualifiedName())).containsExactlyInAnyOrderElementsOf(damaged);
    }

    @Test
    void recordTooLargeToRead_isIsolated_andTheOthersAreKept() {
        requires(Call.FETCH, "tooLargeRecord");
        Set<String> damaged = startDamaged();
        HttpSettings small = new HttpSettings(
                SETTINGS.connectTimeout(), SETTINGS.exchangeTimeout(), 3 * 1024 * 1024, 0, SETTINGS.firstBackoff(), SETTINGS.longestWait());
        source = vendor.source(small, true);
        Set<String> asked = new LinkedHashSet<>(damaged);
        vendor.ids(partition).stream().limit(Math.max(0, 100 - damaged.size())).forEach(asked::add);

        RecordPage page = fetch(List.copyOf(asked));

        assertThat(page.rejected()).isNotEmpty().allSatisfy(rejected -> assertThat(rejected.reason()).contains("larger than"));
        assertThat(damaged).containsAll(page.rejected().stream().map(RejectedRecord::id).toList());
        assertAllAccountedFor(page, asked);
    }

    private static void assertAllAccountedFor(RecordPage page, Set<String> asked) {
        List<String> accounted = new ArrayList<>(idsOf(page));
        page.rejected().forEach(rejected -> accounted.add(rejected.id()));
        assertThat(accounted).containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void recordThatTheVendorStumblesOver_isIsolatedByHalving_withinFewRequests() {
        requires(Call.FETCH, "poisonRecord");
        List<String> asked = some(100);
        List<String> poison = List.of(asked.get(17), asked.get(83));
        vendor.fault(Call.FETCH, "poisonRecord", "ids", poison);
        vendor.requests();

        RecordPage page = fetch(asked);

        assertThat(page.rejected()).extracting(RejectedRecord::id).containsExactlyInAnyOrderElementsOf(poison);
        assertThat(page.rejected()).allSatisfy(rejected -> assertThat(rejected.reason()).contains("cannot be fetched"));
        assertAllAccountedFor(page, Set.copyOf(asked));
        assertThat(vendor.requests()).isLessThan(vendor.mostRequestsOfAHundred());
    }

    @Test
    void outageWhileHalving_blamesNoRecord() {
        requires(Call.FETCH, "poisonRecord");
        source = vendor.source(new HttpSettings(
                SETTINGS.connectTimeout(), SETTINGS.exchangeTimeout(), SETTINGS.mostBytes(), 0, SETTINGS.firstBackoff(), SETTINGS.longestWait()), true);
        List<String> asked = some(Math.min(100, source.fetchSize()));
        // The first answer blames a record; the second request, which looks whether anything answers at all, fails as well.
        vendor.fault(Call.FETCH, "poisonRecord", "ids", List.of(asked.getFirst()));
        vendor.fault(Call.FETCH, "serverError", "every", 2);

        assertFails(FailureType.UNAVAILABLE, () -> fetch(asked));
        assertThat(vendor.fired()).isEqualTo(2);
    }

    @Test
    void partsFewerThanStated_areNoted_andTheRecordIsKept() {
        requires(Call.ANY, "wrongTotal");
        List<String> ids = some(20);
        String lied = ids.get(7);
        vendor.fault(Call.ANY, "wrongTotal", "ids", List.of(lied));

        RecordPage page = fetch(ids);

        assertThat(idsOf(page)).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(page.rejected()).extracting(RejectedRecord::id).containsExactly(lied);
        Map<Table, Set<String>> truth = vendor.parts(vendor.manifest(partition).get(lied));
        for (PageRecord record : page.records()) {
            assertThat(record.incomplete()).hasSize(record.row().id().equals(lied) ? 1 : 0);
            if (record.row().id().equals(lied)) {
                record.parts().forEach((table, parts) -> assertThat(parts).extracting(Row::id).containsExactlyInAnyOrderElementsOf(truth.get(table)));
            }
        }
    }
}
