package dev.backfill.workers.source.tempo;

import static dev.backfill.workers.source.RecordJson.MAPPER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.store.page.IdPage;
import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.PageWriter;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.StoredRecord;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.pull.CursorLoop;
import dev.backfill.workers.source.FoundPartition;
import dev.backfill.workers.source.Listing;
import dev.backfill.workers.source.Location;
import dev.backfill.workers.source.Source.CensusOrder;
import dev.backfill.workers.source.SourceContract;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.SourceFixture;
import dev.backfill.workers.source.SourceFixture.Call;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.source.DateRange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tempo passes the contract; what is only Tempo's follows below. */
class TempoSourceTest extends SourceContract {
    @Override
    protected SourceFixture start(int records, int partitions) {
        return partitions == 1 && records < 1_000 ? TempoFixture.ofOneMonth(records) : new TempoFixture(records, 200);
    }

    /** A fifth of all lie in the fullest month. */
    @Override
    protected int records() {
        return 2_500;
    }

    @Override
    protected int enoughForEveryDamage() {
        return 12_000;
    }

    private TempoFixture tempo() {
        return (TempoFixture) vendor;
    }

    private void goOnWith(TempoFixture fixture) {
        vendor.close();
        vendor = fixture;
        source = fixture.source();
    }

    private List<String> ids(int count) {
        return vendor.ids(partition).stream().limit(count).toList();
    }

    private static @Nullable Object value(Row row, String column) {
        return row.values().get(TempoWorklogTable.TABLE.columns().stream().map(each -> each.name()).toList().indexOf(column));
    }

    private static SourcePartition month(String id) {
        return new SourcePartition(id, id);
    }

    private List<PageRecord> listed(SourcePartition month, DateRange range) {
        return CursorLoop.wholeCensus(source, month, range, CensusOrder.CREATED).stream()
                .flatMap(page -> page.records().records().stream())
                .toList();
    }

    private Row created(String worklog, SourcePartition month) {
        String id = tempo().create(worklog);
        return source.fetch(month, List.of(id), 1).records().getFirst().row();
    }

    /** The simulator has its own reading of the canonical form. */
    @Test
    void contentHash_isTheOneThatTheVendorSideComputes() {
        Map<String, JsonNode> manifest = vendor.manifest(partition);

        for (PageRecord record : listed(partition, vendor.range())) {
            assertThat(HexFormat.of().formatHex(record.row().contentHash()))
                    .isEqualTo(manifest.get(record.row().id()).get("sha256").asString());
        }
    }

    @Test
    void columns_holdWhatTheWorklogSays() {
        Row row = created("""
                {"startDate": "2024-02-29", "startTime": "23:30:15", "zone": "America/Los_Angeles", "timeSpentSeconds": 5400,
                "billableSeconds": 1800, "description": "a leap", "issueId": 10001, "authorAccountId": "712020:x", "attributes": {"_A_": "1", "_B_": "ü"}}""",
                month("2024-02"));

        assertThat(row.owner()).isEqualTo("2024-02");
        assertThat(value(row, "started_on")).isEqualTo(Instant.parse("2024-02-29T00:00:00Z"));
        assertThat(value(row, "start_date")).isEqualTo(LocalDate.of(2024, 2, 29));
        assertThat(value(row, "start_time")).isEqualTo(LocalTime.of(23, 30, 15));
        assertThat(value(row, "started_at")).isEqualTo(Instant.parse("2024-03-01T07:30:15Z"));
        assertThat(value(row, "seconds")).isEqualTo(5_400L);
        assertThat(value(row, "billable_seconds")).isEqualTo(1_800L);
        assertThat(value(row, "description")).isEqualTo("a leap");
        assertThat(value(row, "issue_id")).isEqualTo("10001");
        assertThat(value(row, "author_id")).isEqualTo("712020:x");
        assertThat(new String((byte[]) value(row, "attributes"), StandardCharsets.UTF_8)).isEqualTo("{\"_A_\":\"1\",\"_B_\":\"ü\"}");
        assertThat(value(row, "batch_id")).isNull();
    }

    /** What counts is the author's own date, wherever the author lives. */
    @Test
    void worklogsAtTheTurnOfTheYear_areInTheMonthOfTheirDate_eachOnce() {
        String lastDay = tempo().create("{\"startDate\":\"2025-12-31\",\"startTime\":\"23:59:59\",\"zone\":\"America/Los_Angeles\"}");
        String firstDay = tempo().create("{\"startDate\":\"2026-01-01\",\"startTime\":\"00:00:00\",\"zone\":\"Pacific/Auckland\"}");
        DateRange newYearsEve = new DateRange(Instant.parse("2025-12-31T05:00:00Z"), Instant.parse("2025-12-31T06:00:00Z"));

        assertThat(listed(month("2025-12"), vendor.range())).extracting(each -> each.row().id()).contains(lastDay).doesNotContain(firstDay);
        assertThat(listed(month("2026-01"), vendor.range())).extracting(each -> each.row().id()).contains(firstDay).doesNotContain(lastDay);
        assertThat(listed(month("2025-12"), newYearsEve)).extracting(each -> each.row().id()).contains(lastDay);
        assertThat(listed(month("2026-01"), newYearsEve)).isEmpty();
        assertThat(listed(month("2025-12"), newYearsEve)).extracting(each -> value(each.row(), "start_date")).containsOnly(LocalDate.of(2025, 12, 31));
    }

    @Test
    void months_comeNewestFirst_andAheadAsFarAsTheRangeDoes() {
        List<FoundPartition> found = source.partitions("{}", vendor.range());

        assertThat(found).extracting(each -> each.planned().partitionId()).isSortedAccordingTo((one, other) -> other.compareTo(one));
        assertThat(found).extracting(FoundPartition::lastChangedAt).isSortedAccordingTo((one, other) -> other.compareTo(one));
        String ahead = TempoFixture.month(-1).id();
        String planned = tempo().create("{\"startDate\":\"" + ahead + "-01\"}");
        assertThat(listed(month(ahead), vendor.range())).extracting(each -> each.row().id()).contains(planned);
    }

    @Test
    void find_knowsMonths_andNothingElse() {
        assertThat(source.find(Set.of("2026-02", "2026-13", "nonsense"))).extracting(each -> each.planned().partitionId()).containsExactly("2026-02");
    }

    @Test
    void batch_isOnEveryRowOfItsRun() {
        SourcePartition batch = new SourcePartition(partition.id(), partition.key(), "{\"batchId\": \"2026-Q3\", \"force\": true}");

        assertThat(listed(batch, vendor.range())).isNotEmpty().allSatisfy(each -> assertThat(value(each.row(), "batch_id")).isEqualTo("2026-Q3"));
        assertThat(source.fetch(batch, ids(1), 1).records()).allSatisfy(each -> assertThat(value(each.row(), "batch_id")).isEqualTo("2026-Q3"));
    }

    private List<PageRecord> everything() {
        return vendor.partitionIds().stream().flatMap(id -> listed(month(id), vendor.range()).stream()).toList();
    }

    /** Of what PostgreSQL gives back, which has its own order of members. */
    @Test
    void derived_isWhatWasFetched_alsoOfDamagedWorklogs() {
        goOnWith(new TempoFixture(4_000, 200));
        vendor.poison(true);
        List<PageRecord> fetched = everything();
        new PageWriter(TestDatabase.pool()).writeRows("run", source.recordTable(), fetched.stream().map(PageRecord::row).toList());
        Map<String, String> raw = new java.util.HashMap<>();
        TestDatabase.sql().sql("select id, raw::text as raw from tempo.worklog").query(row -> {
            raw.put(row.getString("id"), row.getString("raw"));
        });

        assertThat(raw).hasSize(4_000);
        for (PageRecord record : fetched) {
            Row row = record.row();
            Row derived = source.derive(new StoredRecord(row.id(), row.owner(), raw.get(row.id()).getBytes(StandardCharsets.UTF_8), Map.of())).row();
            assertThat(derived.values()).as(row.id()).usingRecursiveComparison().isEqualTo(row.values());
            assertThat(derived.contentHash()).isEqualTo(row.contentHash());
            assertThat(List.of(derived.id(), derived.owner())).isEqualTo(List.of(row.id(), row.owner()));
            assertThat(derived.createdAt()).isEqualTo(row.createdAt());
            assertThat(derived.updatedAt()).isEqualTo(row.updatedAt());
        }
    }

    /** All fifteen kinds of damage: nothing is lost, not even what has no id or no date of its own. */
    @Test
    void damagedWorklogs_areListedAndRead_whereTheSoundOnesLie() {
        goOnWith(new TempoFixture(12_000, 200));
        Set<String> sound = vendor.ids(partition);
        vendor.poison(true);

        List<IdPage> pages = CursorLoop.wholeCensus(source, partition, vendor.range(), CensusOrder.CREATED);

        assertThat(pages.stream().flatMap(page -> page.ids().stream())).containsExactlyInAnyOrderElementsOf(sound);
        assertThat(pages).allSatisfy(page -> {
            assertThat(page.records().rejected()).isEmpty();
            assertThat(page.records().records()).allSatisfy(record -> {
                assertThat(record.row().owner()).isEqualTo(partition.id());
                assertThat(value(record.row(), "started_on")).isNotNull();
            });
        });
        List<Row> rows = pages.stream().flatMap(page -> page.records().records().stream()).map(PageRecord::row).toList();
        for (String column : List.of("issue_id", "author_id", "start_date", "start_time", "attributes")) {
            assertThat(rows).as(column).anySatisfy(row -> assertThat(value(row, column)).isNull());
        }
    }

    @Test
    void worklogThatSpoilsItsPage_isFoundAlone_andTheOthersAreListed() {
        Set<String> all = vendor.ids(partition);
        String spoilt = List.copyOf(all).get(130);
        vendor.fault(Call.CENSUS, "poisonRecord", "ids", List.of(spoilt));
        vendor.requests();

        List<IdPage> pages = CursorLoop.wholeCensus(source, partition, vendor.range(), CensusOrder.CREATED);

        Set<String> others = new HashSet<>(all);
        others.remove(spoilt);
        assertThat(pages.stream().flatMap(page -> page.ids().stream())).containsExactlyInAnyOrderElementsOf(others);
        assertThat(pages.stream().flatMap(page -> page.records().rejected().stream())).singleElement()
                .satisfies(rejected -> assertThat(rejected.reason()).contains("cannot be read").contains("500"));
        assertThat(vendor.requests()).isLessThan(200);
    }

    /** A worklog that is deleted behind the cursor moves another one ahead of it: only a second listing shows that. */
    @Test
    void offsetsShiftWhilePaging_andTheNextListingIsWhole() {
        List<String> ids = new ArrayList<>();
        IdPage first = source.census(partition, new Listing(vendor.range(), CensusOrder.CREATED), null, 1);
        ids.addAll(first.ids());
        vendor.delete(first.ids().getFirst());
        String cursor = first.nextCursor();
        while (cursor != null) {
            IdPage next = source.census(partition, new Listing(vendor.range(), CensusOrder.CREATED), cursor, 1);
            ids.addAll(next.ids());
            cursor = next.nextCursor();
        }

        Set<String> passedOver = new HashSet<>(vendor.ids(partition));
        ids.forEach(passedOver::remove);
        assertThat(passedOver).hasSize(1);
        assertThat(source.listingsShift()).isTrue();
        assertThat(new HashSet<>(CursorLoop.census(source, partition, vendor.range(), CensusOrder.CHANGED))).isEqualTo(vendor.ids(partition));
    }

    @Test
    void listingOfChanges_holdsWhatWasChangedSince() {
        String edited = ids(1).getFirst();
        Instant since = Instant.now().minusSeconds(2);
        vendor.edit(edited);

        assertThat(source.census(partition, new Listing(vendor.range(), since, CensusOrder.CHANGED), null, 1).ids()).containsExactly(edited);
    }

    @Test
    void linkToAnotherHost_isFollowedByItsOffsetAlone() {
        vendor.fault(Call.CENSUS, "foreignNext");

        assertThat(new HashSet<>(CursorLoop.census(source, partition, vendor.range(), CensusOrder.CREATED))).isEqualTo(vendor.ids(partition));
        assertThat(vendor.fired()).isPositive();
    }

    /** Tempo says the same of both; whoever sees it again, lists it again. */
    @Test
    void hiddenWorklog_looksLikeAGoneOne_andARefusedOneDoesNot() {
        String hidden = ids(1).getFirst();
        String author = vendor.manifest(partition).get(hidden).get("author").asString();
        tempo().admin("authors/" + author + "/hide");
        assertThat(source.locate(List.of(hidden))).isEmpty();
        assertThat(source.isVisible(partition)).isTrue();

        tempo().admin("authors/" + author + "/show");
        vendor.fault(Call.FETCH, "forbidden");
        assertThat(source.locate(List.of(hidden))).containsExactly(Map.entry(hidden, new Location(hidden, null, null)));
        vendor.clearFaults();
        vendor.fault(Call.CENSUS, "forbidden");
        assertThat(source.isVisible(partition)).isFalse();
    }

    @Test
    void document_isWhatPeopleLookFor() {
        String id = tempo().create("{\"startDate\":\"2024-05-06\",\"issueId\":10001,\"authorAccountId\":\"712020:x\",\"description\":\"reviewed\"}");
        new PageWriter(TestDatabase.pool()).writeRows(
                "run", source.recordTable(), List.of(source.fetch(month("2024-05"), List.of(id), 1).records().getFirst().row()));

        String columns = "concat_ws('|', record_id, title, body, array_to_string(people, ','), happened_at::text, link)";
        assertThat(TestDatabase.texts("select " + columns + " from tempo.document").getFirst())
                .startsWith(id + "|10001 2024-05-06|reviewed|712020:x|2024-05-06 ");
        TestDatabase.sql().sql("update tempo.worklog set issue_key = 'CORE-1', author_name = 'Zoë'").update();
        assertThat(TestDatabase.texts("select " + columns + " from tempo.document").getFirst())
                .startsWith(id + "|CORE-1 2024-05-06|reviewed|Zoë|")
                .endsWith("|https://simulated.atlassian.net/browse/CORE-1");
    }

    @Test
    void listThatMayNotBeAskedFor_isLostAccess_andNotAnEmptyOne() {
        vendor.fault(Call.CENSUS, "forbidden");

        assertThat(source.isVisible(partition)).isFalse();
        assertThatThrownBy(() -> listed(partition, vendor.range()))
                .isInstanceOfSatisfying(SourceException.class, failure -> assertThat(failure.type()).isEqualTo(FailureType.PERMISSION))
                .hasMessageContaining("missing permission");
    }

    @Test
    void finalCensus_isInAnotherOrder_ofTheSameWorklogs() {
        List<String> first = CursorLoop.wholeCensus(source, partition, vendor.range(), CensusOrder.CREATED).stream()
                .flatMap(page -> page.ids().stream()).toList();
        List<String> last = CursorLoop.wholeCensus(source, partition, vendor.range(), CensusOrder.CHANGED).stream()
                .flatMap(page -> page.ids().stream()).toList();

        assertThat(last).hasSizeGreaterThan(TempoFixture.PAGE).containsExactlyInAnyOrderElementsOf(first);
        assertThat(last.getFirst()).isNotEqualTo(first.getFirst());
        assertThat(last).isSortedAccordingTo(Comparator.comparingLong((String id) -> Long.parseLong(id)).reversed());
    }

    @Test
    void issueThatSaysItsAddressAlone_isKnownByIt_andAnAttributeNeedNotHaveAValue() {
        Map<String, JsonNode> manifest = vendor.manifest(partition);
        List<PageRecord> records = listed(partition, vendor.range());

        assertThat(records).filteredOn(record -> !MAPPER.readTree(record.row().raw()).path("issue").has("id")).isNotEmpty()
                .allSatisfy(record -> assertThat(value(record.row(), "issue_id"))
                        .isEqualTo(manifest.get(record.row().id()).get("issue").asString()));
        assertThat(records).extracting(record -> value(record.row(), "attributes"))
                .anySatisfy(attributes -> assertThat(new String((byte[]) attributes, StandardCharsets.UTF_8)).contains("null"));
    }
}
