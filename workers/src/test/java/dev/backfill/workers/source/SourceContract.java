package dev.backfill.workers.source;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * What every source must do. A source passes by a test that extends this and gives its {@link SourceFixture}; the classes that this one
 * extends hold the rules for bad weather, damaged data and cursors.
 */
@Timeout(60)
public abstract class SourceContract extends CursorContract {
    @Test
    void partitions_areComplete_eachWithItsRow() {
        List<FoundPartition> found = source.partitions("{}", vendor.range());

        assertThat(found.stream().filter(each -> each.planned().leftOutBecause() == null).map(each -> each.planned().partitionId()))
                .containsExactlyInAnyOrderElementsOf(vendor.partitionIds());
        assertThat(found).allSatisfy(each -> assertThat(each.row().id()).isEqualTo(each.planned().partitionId()));
        assertThat(found).extracting(each -> each.planned().key()).doesNotHaveDuplicates();
    }

    @Test
    void hiddenPartition_isNotFound() {
        vendor.hide(vendor.otherPartition());

        assertThat(source.partitions("{}", vendor.range())).extracting(found -> found.planned().partitionId())
                .contains(partition.id())
                .doesNotContain(vendor.otherPartition().id());
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

        assertThat(CursorLoop.census(source, partition, vendor.range(), CensusOrder.CREATED).stream().map(id -> rows.get(id).createdAt()).toList())
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(CursorLoop.census(source, partition, vendor.range(), CensusOrder.CHANGED).stream().map(id -> rows.get(id).updatedAt()).toList())
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    private Map<String, Row> rowsById(Set<String> ids) {
        Map<String, Row> rows = new java.util.HashMap<>();
        List<String> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += source.fetchSize()) {
            fetch(all.subList(from, Math.min(all.size(), from + source.fetchSize())))
                    .records().forEach(record -> rows.put(record.row().id(), record.row()));
        }
        return rows;
    }

    @Test
    void census_listsWhatLiesInTheRange() {
        Map<String, Row> rows = rowsById(vendor.ids(partition));
        List<Instant> created = rows.values().stream().map(Row::createdAt).sorted().toList();
        Instant from = created.get(created.size() / 3).truncatedTo(java.time.temporal.ChronoUnit.MINUTES);
        Instant to = created.get(2 * created.size() / 3).truncatedTo(java.time.temporal.ChronoUnit.MINUTES);

        List<String> ids = CursorLoop.census(source, partition, new DateRange(from, to), CensusOrder.CREATED);

        assertThat(new HashSet<>(ids)).isEqualTo(rows.values().stream()
                .filter(row -> row.createdAt().isBefore(to) && !row.updatedAt().isBefore(from))
                .map(Row::id)
                .collect(java.util.stream.Collectors.toSet()));
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
        assertThat(page.nextCursor()).isNull();
        assertThat(page.table()).isEqualTo(source.recordTable());
        assertThat(page.records()).allSatisfy(record -> assertThat(record.row().owner()).isEqualTo(partition.id()));
    }

    @Test
    void fetch_givesEveryPart_alsoOfRecordsWithMany() {
        Map<String, JsonNode> manifest = vendor.manifest(partition);
        List<String> ids = manifest.keySet().stream()
                .sorted(java.util.Comparator.comparing((String id) -> -partsOf(manifest.get(id))))
                .limit(source.fetchSize())
                .toList();
        assertThat(partsOf(manifest.get(ids.getFirst()))).as("a record with more parts than are inlined").isGreaterThan(100);

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
        Map<String, Row> before = rowsById(Set.copyOf(ids));
        vendor.edit(ids.getFirst());
        Map<String, Row> after = rowsById(Set.copyOf(ids));

        assertThat(after.get(ids.get(1)).contentHash()).isEqualTo(before.get(ids.get(1)).contentHash());
        assertThat(after.get(ids.getFirst()).contentHash()).isNotEqualTo(before.get(ids.getFirst()).contentHash());
        assertThat(after.get(ids.getFirst()).updatedAt()).isAfter(before.get(ids.getFirst()).updatedAt());
    }

    @Test
    void changes_findWhatIsEditedAndAddedSince() {
        Instant since = Instant.now();
        List<String> edited = some(3);
        edited.forEach(vendor::edit);
        String added = vendor.create(partition);
        String elsewhere = vendor.create(vendor.otherPartition());

        List<String> found = CursorLoop.changes(source, partition, vendor.range(), since).stream().flatMap(page -> idsOf(page).stream()).toList();

        assertThat(found).containsAll(edited).contains(added).doesNotContain(elsewhere);
        assertThat(found).as("only what changed").hasSizeLessThan(vendor.ids(partition).size());
    }

    @Test
    void locate_tellsPresentFromMovedFromGone() {
        List<String> ids = some(4);
        vendor.delete(ids.get(1));
        vendor.move(ids.get(2), vendor.otherPartition());

        Map<String, Location> located = source.locate(ids);

        assertThat(located).containsOnlyKeys(ids.get(0), ids.get(2), ids.get(3));
        assertThat(located.get(ids.get(0)).partitionId()).isEqualTo(partition.id());
        assertThat(located.get(ids.get(2)).partitionId()).isEqualTo(vendor.otherPartition().id());
        assertThat(located.get(ids.get(0)).createdAt()).isEqualTo(rowsById(Set.of(ids.get(0))).get(ids.get(0)).createdAt());
    }

    @Test
    void lostAccess_isTold_andLooksLikeNoDeletion() {
        List<String> ids = some(5);
        assertThat(source.isVisible(partition)).isTrue();

        vendor.hide(partition);

        assertThat(source.isVisible(partition)).isFalse();
        assertThat(source.isVisible(vendor.otherPartition())).isTrue();
        assertThat(source.locate(ids)).isEmpty();
        assertFails(FailureType.ACCESS_LOST, () -> source.census(partition, vendor.range(), CensusOrder.CREATED, null));
        assertFails(FailureType.ACCESS_LOST, () -> source.changes(partition, vendor.range(), Instant.now(), null, 1));
        assertThat(FailureType.ACCESS_LOST.retryable()).isFalse();
    }

    @Test
    void visibility_isNotGuessedInAnOutage() {
        vendor.fault(Call.ANY, "serverError");

        assertFails(FailureType.UNAVAILABLE, () -> source.isVisible(partition));
    }

    @Test
    void countThatLies_changesNothing() {
        vendor.fault(Call.ANY, "countLies", "percent", -50);

        assertThat(source.partitions("{}", vendor.range())).extracting(found -> found.planned().partitionId()).containsAll(vendor.partitionIds());
        assertThat(new HashSet<>(CursorLoop.census(source, partition, vendor.range(), CensusOrder.CREATED))).isEqualTo(vendor.ids(partition));
    }
}
