package dev.backfill.workers.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.backfill.store.page.Column;
import dev.backfill.store.page.IdPage;
import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.Table;
import dev.backfill.workers.pull.CursorLoop;
import dev.backfill.workers.source.Source.CensusOrder;
import dev.backfill.workers.source.SourceFixture.Call;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.source.DateRange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * What every source must do. A source passes by a test that extends this and gives its {@link SourceFixture}; the classes that this one
 * extends hold the rules for bad weather, damaged data and cursors.
 */
@Timeout(180)
public abstract class SourceContract extends AnswerContract {
    @Test
    void partitions_areComplete_eachWithItsRow() {
        List<FoundPartition> found = source.partitions("{}", vendor.range());

        assertThat(found.stream().filter(each -> each.planned().leftOutBecause() == null).map(each -> each.planned().partitionId()))
                .containsExactlyInAnyOrderElementsOf(vendor.partitionIds());
        assertThat(found).allSatisfy(each -> {
            if (source.partitionTable() == null) {
                assertThat(each.row()).isNull();
            } else {
                assertThat(each.row().id()).isEqualTo(each.planned().partitionId());
            }
        });
        assertThat(found).extracting(each -> each.planned().key()).doesNotHaveDuplicates();
    }

    @Test
    void hiddenPartition_isNotFound() {
        assumeThat(vendor.canHide()).isTrue();
        vendor.hide(vendor.otherPartition());

        assertThat(source.partitions("{}", vendor.range())).extracting(found -> found.planned().partitionId())
                .contains(partition.id())
                .doesNotContain(vendor.otherPartition().id());
    }

    @Test
    void estimate_isOneForEachPartition_ofAtMostOneRequest() {
        List<FoundPartition> found = source.partitions("{}", vendor.range());
        vendor.requests();
        Estimate estimate = source.estimate(found, vendor.range());

        assertThat(vendor.requests()).isLessThanOrEqualTo(found.size());
        assertThat(estimate.records()).hasSameSizeAs(found).allMatch(records -> records == null || records >= 0);
        assertThat(estimate.idsPerPage()).isPositive();
        assertThat(estimate.requestsPerFetch()).isNotNegative();
        assertThat(estimate.requestsPerSecond()).isPositive();
        assertThat(source.estimate(List.of(), vendor.range()).records()).isEmpty();
    }

    @Test
    void estimateThatFails_isNoFailure() {
        List<FoundPartition> found = source.partitions("{}", vendor.range());
        vendor.fault(Call.ANY, "serverError", "status", 500);

        assertThat(source.estimate(found, vendor.range()).records()).hasSameSizeAs(found);
    }

    @ParameterizedTest
    @EnumSource(CensusOrder.class)
    void census_listsEveryIdOnce(CensusOrder order) {
        for (SourcePartition each : List.of(partition, vendor.otherPartition())) {
            List<String> ids = CursorLoop.census(source, each, vendor.range(), order);

            assertThat(ids).doesNotHaveDuplicates();
            assertThat(new HashSet<>(ids)).isEqualTo(vendor.ids(each)).isNotEmpty();
        }
    }

    @Test
    void census_isSortedAsAsked_newestFirst() {
        Map<String, Row> rows = rowsById(vendor.ids(partition));

        if (vendor.sortsByCreation()) {
            assertThat(inOrder(CensusOrder.CREATED).stream().map(id -> rows.get(id).createdAt()).toList())
                    .isNotEmpty().isSortedAccordingTo(Comparator.reverseOrder());
        }
        if (source.sortsByChange()) {
            assertThat(inOrder(CensusOrder.CHANGED).stream().map(id -> rows.get(id).updatedAt()).toList())
                    .isNotEmpty().isSortedAccordingTo(Comparator.reverseOrder());
        }
    }

    /** But for pages that say that they are in no order. */
    private List<String> inOrder(CensusOrder order) {
        return CursorLoop.wholeCensus(source, partition, vendor.range(), order).stream()
                .filter(IdPage::sorted).flatMap(page -> page.ids().stream()).toList();
    }

    @ParameterizedTest
    @EnumSource(CensusOrder.class)
    void census_thatBringsRecords_bringsThemAsAFetchDoes(CensusOrder order) {
        List<IdPage> pages = CursorLoop.wholeCensus(source, partition, vendor.range(), order);
        Map<String, PageRecord> listed = new HashMap<>();
        for (IdPage page : pages) {
            if (page.records() != null) {
                assertThat(page.ids()).containsAll(idsOf(page.records()));
                assertThat(page.records().table()).isEqualTo(source.recordTable());
                page.records().records().forEach(record -> listed.put(record.row().id(), record));
            }
        }

        for (PageRecord fetched : fetch(listed.keySet().stream().limit(100).toList()).records()) {
            PageRecord record = listed.remove(fetched.row().id());
            assertThat(record.row().contentHash()).isEqualTo(fetched.row().contentHash());
            assertThat(record.row().owner()).isEqualTo(partition.id());
            assertThat(record.parts().keySet()).isEqualTo(fetched.parts().keySet());
        }
    }

    @Test
    void census_listsWhatLiesInTheRange() {
        Map<String, Row> rows = rowsById(vendor.ids(partition));
        List<Instant> created = rows.values().stream().map(Row::createdAt).sorted().toList();
        Instant from = created.get(created.size() / 3).truncatedTo(ChronoUnit.MINUTES);
        Instant to = created.get(2 * created.size() / 3).truncatedTo(ChronoUnit.MINUTES);
        DateRange range = new DateRange(from, to);

        List<String> ids = CursorLoop.census(source, partition, range, CensusOrder.CREATED);

        assertThat(new HashSet<>(ids)).isEqualTo(
                rows.values().stream().filter(row -> vendor.liesIn(source, row, range)).map(Row::id).collect(Collectors.toSet()));
        assertThat(ids).isNotEmpty().hasSizeLessThan(rows.size());
    }

    @Test
    void fetch_givesEveryRecord_orLeavesOutTheGone() {
        List<String> asked = some(50);
        vendor.delete(asked.get(3));
        vendor.delete(asked.get(49));
        List<String> left = new ArrayList<>(asked);
        left.removeAll(List.of(asked.get(3), asked.get(49)));

        RecordPage page = fetch(asked);

        assertThat(idsOf(page)).containsExactlyInAnyOrderElementsOf(left);
        assertThat(page.rejected()).isEmpty();
        assertThat(page.records()).allSatisfy(record -> assertThat(record.row().owner()).isEqualTo(partition.id()));
    }

    @Test
    void fetch_givesEveryPart_alsoOfRecordsWithMany() {
        Map<String, JsonNode> manifest = vendor.manifest(partition);
        List<String> ids = manifest.keySet().stream()
                .sorted(Comparator.comparing((String id) -> -partsOf(manifest.get(id))))
                .limit(100)
                .toList();
        if (!source.partTables().isEmpty()) {
            assertThat(partsOf(manifest.get(ids.getFirst()))).as("a record with more parts than are inlined").isGreaterThan(vendor.manyParts());
        }

        RecordPage page = fetch(ids);

        assertThat(page.rejected()).isEmpty();
        for (PageRecord record : page.records()) {
            Map<Table, Set<String>> truth = vendor.parts(manifest.get(record.row().id()));
            assertThat(record.parts().keySet()).isEqualTo(truth.keySet());
            assertThat(record.incomplete()).isEmpty();
            record.parts().forEach((table, parts) -> {
                assertThat(parts).extracting(Row::id).as(table.name()).containsExactlyInAnyOrderElementsOf(truth.get(table));
                assertThat(parts).allSatisfy(part -> assertThat(part.owner()).isEqualTo(record.row().id()));
            });
        }
    }

    private int partsOf(JsonNode line) {
        return vendor.parts(line).values().stream().mapToInt(Set::size).sum();
    }

    @Test
    void fetch_ofTheSameContent_hasTheSameHash_andOfAnotherAnother() {
        List<String> ids = some(2);
        Map<String, Row> before = rowsById(ids);
        vendor.edit(ids.getFirst());
        Map<String, Row> after = rowsById(ids);

        assertThat(after.get(ids.get(1)).contentHash()).isEqualTo(before.get(ids.get(1)).contentHash());
        assertThat(after.get(ids.getFirst()).contentHash()).isNotEqualTo(before.get(ids.getFirst()).contentHash());
        if (vendor.tellsOfChanges()) {
            assertThat(after.get(ids.getFirst()).updatedAt()).isAfter(before.get(ids.getFirst()).updatedAt());
        }
    }

    @Test
    void changes_findWhatIsEditedAndAddedSince() {
        Instant since = Instant.now();
        List<String> edited = some(3);
        edited.forEach(vendor::edit);
        SourcePartition changed = vendor.partitionOfChanges();
        String added = vendor.create(changed);
        String elsewhere = vendor.create(vendor.otherPartition());

        List<String> found = CursorLoop.changes(source, changed, vendor.range(), since).stream().flatMap(page -> idsOf(page).stream()).toList();

        assertThat(found).contains(added).doesNotContain(elsewhere);
        if (vendor.tellsOfChanges()) {
            assertThat(found).containsAll(edited);
            assertThat(found).as("only what changed").hasSizeLessThan(vendor.ids(changed).size());
        }
    }

    @Test
    void locate_tellsPresentFromMovedFromGone() {
        List<String> ids = some(4);
        vendor.delete(ids.get(1));
        if (vendor.canMove()) {
            vendor.move(ids.get(2), vendor.otherPartition());
        }

        Map<String, Location> located = locate(ids);

        assertThat(located).containsOnlyKeys(ids.get(0), ids.get(2), ids.get(3));
        assertThat(located.get(ids.get(0)).partitionId()).isEqualTo(partition.id());
        assertThat(located.get(ids.get(2)).partitionId()).isEqualTo((vendor.canMove() ? vendor.otherPartition() : partition).id());
        assertThat(located.get(ids.get(0)).createdAt()).isEqualTo(rowsById(ids).get(ids.get(0)).createdAt());
    }

    @Test
    void resolve_findsByIdAndByName() {
        Map<String, Row> rows = rowsById(some(3));
        List<String> ids = List.copyOf(rows.keySet());
        List<String> names = ids.stream().map(id -> nameOf(rows.get(id))).toList();
        List<String> asked = List.of(names.getFirst(), ids.getLast());

        for (String each : asked) {
            assertThat(source.resolve(List.of(each))).containsOnlyKeys(each);
        }
        assertThat(source.resolve(List.of(asked.getFirst())).get(asked.getFirst()).id()).isEqualTo(ids.getFirst());
        assertThat(source.resolve(List.of(asked.getLast())).get(asked.getLast()).id()).isEqualTo(ids.getLast());
    }

    private String nameOf(Row row) {
        String column = source.nameColumn();
        if (column == null) {
            return row.id();
        }
        return (String) row.values().get(source.recordTable().columns().stream().map(Column::name).toList().indexOf(column));
    }

    @Test
    void lostAccess_isTold_andLooksLikeNoDeletion() {
        List<String> ids = some(5);
        assertThat(source.isVisible(partition)).isTrue();
        assumeThat(vendor.canHide()).isTrue();

        vendor.hide(partition);

        assertThat(source.isVisible(partition)).isFalse();
        assertThat(source.isVisible(vendor.otherPartition())).isTrue();
        assertThat(locate(ids)).isEmpty();
        assertFails(FailureType.ACCESS_LOST, () -> source.census(partition, new Listing(vendor.range(), CensusOrder.CREATED), null, 1));
        assertFails(FailureType.ACCESS_LOST, () -> source.changes(partition, vendor.range(), Instant.now(), null, 1));
        assertThat(FailureType.ACCESS_LOST.retryable()).isFalse();
    }

    @Test
    void visibility_isNotGuessedInAnOutage() {
        assumeThat(vendor.canHide()).isTrue();
        vendor.fault(Call.ANY, "serverError");

        assertFails(FailureType.UNAVAILABLE, () -> source.isVisible(partition));
    }

    @Test
    void countThatLies_changesNothing() {
        requires(Call.ANY, "countLies");
        vendor.fault(Call.ANY, "countLies", "percent", -50);

        assertThat(source.partitions("{}", vendor.range())).extracting(found -> found.planned().partitionId()).containsAll(vendor.partitionIds());
        assertThat(new HashSet<>(CursorLoop.census(source, partition, vendor.range(), CensusOrder.CREATED))).isEqualTo(vendor.ids(partition));
    }
}
