package dev.backfill.workers.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.RejectedRecord;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.Table;
import dev.backfill.store.page.Withheld;
import dev.backfill.workers.pull.CursorLoop;
import dev.backfill.workers.source.Source.CensusOrder;
import dev.backfill.workers.source.SourceFixture.Documented;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What vendors' documents permit an answer to say, or not to say, and what must come of it. A fixture names the kinds that its vendor has
 * ({@link SourceFixture#documents}); the tests of the others are left out.
 */
abstract class AnswerContract extends CursorContract {
    private void requires(Documented kind) {
        assumeThat(vendor.documents(kind)).as(kind.toString()).isTrue();
    }

    @Test
    void recordThatAnAnswerPassesOver_isGoneOnlyIfItIsNotThereByItself() {
        requires(Documented.PASSED_OVER);
        List<String> asked = some(20);
        vendor.answer(Documented.PASSED_OVER, asked.get(4));
        vendor.delete(asked.get(5));
        List<String> left = new ArrayList<>(asked);
        left.remove(5);

        RecordPage page = fetch(asked);

        assertThat(idsOf(page)).containsExactlyInAnyOrderElementsOf(left);
        assertThat(page.rejected()).isEmpty();
        assertThat(locate(asked)).containsOnlyKeys(left);
    }

    @Test
    void recordThatIsThereAndCannotBeGiven_isRejected_andNeverGone() {
        requires(Documented.CANNOT_BE_GIVEN);
        List<String> asked = some(20);
        vendor.answer(Documented.CANNOT_BE_GIVEN, asked.get(4));

        RecordPage page = fetch(asked);

        assertThat(idsOf(page)).hasSize(19).doesNotContain(asked.get(4));
        assertThat(page.rejected()).extracting(RejectedRecord::id).containsExactly(asked.get(4));
        assertThat(locate(asked)).containsKeys(asked.toArray(String[]::new));
    }

    @Test
    void partThatIsRefused_isWithheld_andTheRecordIsKept() {
        requires(Documented.PART_REFUSED);
        Map<String, JsonNode> manifest = vendor.manifest(partition);
        List<String> asked = manifest.keySet().stream()
                .filter(id -> vendor.parts(manifest.get(id)).values().stream().anyMatch(parts -> parts.size() > vendor.manyParts()))
                .limit(3)
                .toList();
        assertThat(asked).isNotEmpty();
        vendor.answer(Documented.PART_REFUSED, asked.getFirst());

        RecordPage page = fetch(asked);

        assertThat(idsOf(page)).containsExactlyInAnyOrderElementsOf(asked);
        assertThat(page.rejected()).isEmpty();
        assertThat(page.withheld()).isNotEmpty().extracting(Withheld::recordId).containsOnly(asked.getFirst());
        assertThat(page.withheld()).allSatisfy(withheld -> assertThat(withheld.part()).isNotNull());
        page.records().forEach(record ->
                assertThat(record.incomplete().isEmpty()).as(record.row().id()).isNotEqualTo(record.row().id().equals(asked.getFirst())));
    }

    @Test
    void pagesWithoutATotal_loseNothing() {
        requires(Documented.NO_TOTAL);
        Map<String, JsonNode> manifest = vendor.manifest(partition);
        vendor.answer(Documented.NO_TOTAL, null);

        assertThat(source.partitions("{}", vendor.range())).extracting(found -> found.planned().partitionId()).containsAll(vendor.partitionIds());
        for (var record : fetch(List.copyOf(manifest.keySet())).records()) {
            Map<Table, Set<String>> truth = vendor.parts(manifest.get(record.row().id()));
            record.parts().forEach((table, parts) -> assertThat(parts).extracting(Row::id).containsExactlyInAnyOrderElementsOf(truth.get(table)));
            assertThat(record.incomplete()).isEmpty();
        }
    }

    @Test
    void whatIsTooMuchAtOnce_isAskedForInSmallerPieces_andNobodyIsBlamed() {
        requires(Documented.TOO_MANY);
        List<String> asked = some(40);
        vendor.answer(Documented.TOO_MANY, null);

        RecordPage page = fetch(asked);

        assertThat(idsOf(page)).containsExactlyInAnyOrderElementsOf(asked);
        assertThat(page.rejected()).isEmpty();
        assertThat(new HashSet<>(CursorLoop.census(source, partition, vendor.range(), CensusOrder.CREATED))).isEqualTo(vendor.ids(partition));
        assertThat(vendor.fired()).isPositive();
        vendor.requests();
        assertThat(idsOf(fetch(asked))).hasSize(40);
        assertThat(vendor.requests()).as("what worked is remembered").isLessThan(30);
    }
}
