package dev.backfill.workers.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.workers.pull.CursorLoop;
import dev.backfill.workers.source.Source.CensusOrder;
import dev.backfill.workers.source.SourceFixture.Call;
import dev.backfill.workflows.failure.FailureType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cursors that lie, circle, stall or expire. Followed here as the pull loop follows them. */
abstract class CursorContract extends DamagedDataContract {
    /** Everything, along the cursor of changes, which makes several pages of few records; what counts as changed is the vendor's to say. */
    private List<List<String>> everything() {
        return vendor.tellsOfChanges()
                ? CursorLoop.changes(source, partition, vendor.range(), vendor.range().from()).stream().map(ContractSupport::idsOf).toList()
                : CursorLoop.censusPages(source, partition, vendor.range(), CensusOrder.CREATED);
    }

    private static Set<String> idsOfAll(List<List<String>> pages) {
        Set<String> ids = new HashSet<>();
        pages.forEach(ids::addAll);
        return ids;
    }

    @Test
    void cursor_leadsToEveryRecord() {
        List<List<String>> pages = everything();

        assertThat(pages.size()).isGreaterThan(2);
        assertThat(idsOfAll(pages)).isEqualTo(vendor.ids(partition));
    }

    @ParameterizedTest
    @EnumSource(CensusOrder.class)
    void census_ofManyPages_listsEveryIdOnce(CensusOrder order) {
        int records = vendor.mostIdsOfAPage() + vendor.mostIdsOfAPage() / 4;
        use(start(records, 1));
        vendor.requests();

        List<String> ids = CursorLoop.census(source, partition, vendor.range(), order);

        assertThat(vendor.requests()).isGreaterThan(1);
        assertThat(ids).doesNotHaveDuplicates().hasSize(records);
        assertThat(new HashSet<>(ids)).isEqualTo(vendor.ids(partition));
    }

    @ParameterizedTest
    @ValueSource(strings = {"repeatedToken", "sameKeys", "endlessCursor"})
    void cursorThatLeadsNowhere_isNoticed(String fault) {
        requires(Call.CENSUS, fault);
        vendor.fault(Call.CENSUS, fault);
        vendor.requests();

        assertFails(FailureType.CURSOR_LOOP, this::everything);
        assertFails(FailureType.CURSOR_LOOP, () -> CursorLoop.census(source, partition, vendor.range(), CensusOrder.CREATED));
        assertThat(vendor.requests()).isLessThan(100);
    }

    @Test
    void emptyPageWithACursor_isNotTheEnd() {
        requires(Call.CENSUS, "emptyPages");
        vendor.fault(Call.CENSUS, "emptyPages", "every", 2);

        assertThat(idsOfAll(everything())).isEqualTo(vendor.ids(partition));
        assertThat(vendor.fired()).isGreaterThan(1);
    }

    @Test
    void pageThatClaimsToBeTheLast_isNotBelieved() {
        requires(Call.CENSUS, "isLastLies");
        vendor.fault(Call.CENSUS, "isLastLies");

        assertThat(idsOfAll(everything())).isEqualTo(vendor.ids(partition));
        assertThat(vendor.fired()).isPositive();
    }

    @Test
    void pageThatIsNotTheLast_butHasNoCursor_isAnError_notAnEnd() {
        requires(Call.CENSUS, "notLastWithoutToken");
        vendor.fault(Call.CENSUS, "notLastWithoutToken");

        assertFails(FailureType.MALFORMED_ANSWER, this::everything);
    }

    @Test
    void expiredCursor_isTold_soThatTheWindowStartsOver() {
        requires(Call.CENSUS, "expiredToken");
        vendor.fault(Call.CENSUS, "expiredToken", "count", 1);

        assertFails(FailureType.CURSOR_EXPIRED, this::everything);
        assertThat(idsOfAll(everything())).isEqualTo(vendor.ids(partition));
    }

    @Test
    void foreignCursor_isToldAsExpired() {
        assertFails(FailureType.CURSOR_EXPIRED, () ->
                source.census(partition, new Listing(vendor.range(), CensusOrder.CREATED), "a cursor of another query", 1));
    }

    @Test
    void shortPages_areNotTheEnd() {
        List<List<String>> pages = everything();

        List<Integer> sizes = pages.stream().map(List::size).toList();
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(vendor.ids(partition).size());
        assertThat(idsOfAll(pages)).isEqualTo(vendor.ids(partition));
    }
}
