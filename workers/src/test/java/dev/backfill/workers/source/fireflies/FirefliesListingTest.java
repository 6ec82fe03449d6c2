package dev.backfill.workers.source.fireflies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.store.page.IdPage;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.pull.CursorLoop;
import dev.backfill.workers.source.FoundPartition;
import dev.backfill.workers.source.Listing;
import dev.backfill.workers.source.Source.CensusOrder;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.SourceFixture;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.source.DateRange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Paging by offsets that shift, and what it takes in requests. */
@Timeout(180)
class FirefliesListingTest {
    @BeforeEach
    void clear() {
        TestDatabase.clear();
    }

    private static Listing all(FirefliesFixture vendor, CensusOrder order) {
        return new Listing(vendor.range(), order);
    }

    /** All pages; something happens after the first of them. */
    private static List<String> idsWhile(FirefliesFixture vendor, CensusOrder order, Runnable meanwhile) {
        FirefliesSource source = vendor.source(SourceFixture.SETTINGS, true);
        List<String> ids = new ArrayList<>();
        String cursor = null;
        do {
            IdPage page = source.census(vendor.partition(), all(vendor, order), cursor, 1);
            ids.addAll(page.ids());
            if (cursor == null) {
                meanwhile.run();
            }
            cursor = page.nextCursor();
        } while (cursor != null);
        return ids;
    }

    @ParameterizedTest
    @EnumSource(CensusOrder.class)
    void whatComesMeanwhile_makesNothingComeTwice_norBeLeftOut(CensusOrder order) {
        try (FirefliesFixture vendor = FirefliesFixture.inOneMonth(130)) {
            Set<String> before = vendor.ids(vendor.partition());
            Instant newest = Instant.ofEpochMilli(vendor.meetings().getFirst().get("date").asLong());

            List<String> ids = idsWhile(vendor, order, () -> {
                for (int meeting = 1; meeting <= 7; meeting++) {
                    vendor.create(newest.plusSeconds(meeting), 0);
                }
            });

            assertThat(ids).doesNotHaveDuplicates().containsExactlyElementsOf(before);
        }
    }

    @ParameterizedTest
    @EnumSource(CensusOrder.class)
    void whatGoesMeanwhile_hidesNoOther(CensusOrder order) {
        try (FirefliesFixture vendor = FirefliesFixture.inOneMonth(130)) {
            List<String> before = List.copyOf(vendor.ids(vendor.partition()));

            // Among them the last that was seen, and the one before.
            List<String> ids = idsWhile(vendor, order, () -> List.of(1, 5, 18, 19, 93, 94).forEach(index -> vendor.delete(before.get(index))));

            assertThat(ids).doesNotHaveDuplicates().containsAll(vendor.ids(vendor.partition()));
        }
    }

    @Test
    void manyThatGoMeanwhile_areNoticed_andTakenBack() {
        try (FirefliesFixture vendor = FirefliesFixture.inOneMonth(60)) {
            List<String> before = List.copyOf(vendor.ids(vendor.partition()));

            List<String> ids = idsWhile(vendor, CensusOrder.CREATED, () -> before.subList(0, 15).forEach(vendor::delete));

            assertThat(ids).containsAll(vendor.ids(vendor.partition()));
        }
    }

    @Test
    void meetingsOfOneInstant_moreThanAPage_areListedEach() {
        try (FirefliesFixture vendor = new FirefliesFixture(400)) {
            String month = vendor.meetings().stream().collect(Collectors.groupingBy(line -> line.get("date").asLong())).values().stream()
                    .filter(meetings -> meetings.size() >= 60)
                    .map(meetings -> meetings.getFirst().get("month").asString())
                    .findFirst().orElseThrow();
            SourcePartition partition = FirefliesFixture.month(month);
            for (CensusOrder order : CensusOrder.values()) {
                assertThat(CursorLoop.census(vendor.source(), partition, vendor.range(), order))
                        .doesNotHaveDuplicates()
                        .containsExactlyElementsOf(vendor.ids(partition));
            }
        }
    }

    @Test
    void meetingsAtTheEdges_areInOneMonthEach_andNoneIsInNone() {
        try (FirefliesFixture vendor = new FirefliesFixture(0)) {
            String last = vendor.create(Instant.parse("2026-03-31T23:59:59.999Z"), 0);
            String first = vendor.create(Instant.parse("2026-04-01T00:00:00Z"), 0);
            String second = vendor.create(Instant.parse("2026-04-01T00:00:00.001Z"), 0);

            assertThat(census(vendor, "2026-03", vendor.range())).containsExactly(last);
            assertThat(census(vendor, "2026-04", vendor.range())).containsExactly(second, first);
            assertThat(census(vendor, "2026-05", vendor.range())).isEmpty();
            // A range ends before its last instant, and begins with its first.
            DateRange toFirst = new DateRange(Instant.parse("2026-03-31T23:59:00Z"), Instant.parse("2026-04-01T00:00:00Z"));
            DateRange fromFirst = new DateRange(Instant.parse("2026-04-01T00:00:00Z"), Instant.parse("2026-04-02T00:00:00Z"));
            assertThat(census(vendor, "2026-03", toFirst)).containsExactly(last);
            assertThat(census(vendor, "2026-04", toFirst)).isEmpty();
            assertThat(census(vendor, "2026-04", fromFirst)).containsExactly(second, first);
        }
    }

    private static List<String> census(FirefliesFixture vendor, String month, DateRange range) {
        return CursorLoop.census(vendor.source(), FirefliesFixture.month(month), range, CensusOrder.CREATED);
    }

    @Test
    void requests_areNotMoreThanPages_andMonthsThatAreOver_takeNoneForChanges() {
        try (FirefliesFixture vendor = FirefliesFixture.inOneMonth(400)) {
            FirefliesSource source = vendor.source(SourceFixture.SETTINGS, true);
            int months = vendor.partitionIds().size();
            vendor.requests();

            assertThat(source.partitions("{}", vendor.range())).hasSize(months);
            assertThat(source.estimate(source.partitions("{}", vendor.range()), vendor.range()).records()).hasSize(months).containsOnlyNulls();
            assertThat(source.isVisible(vendor.partition())).isTrue();
            assertThat(source.changes(vendor.partition(), vendor.range(), Instant.now(), null, 1).records()).isEmpty();
            assertThat(vendor.requests()).isZero();

            List<IdPage> whole = CursorLoop.wholeCensus(source, vendor.partition(), vendor.range(), CensusOrder.CREATED);
            assertThat(vendor.requests()).isEqualTo(20);
            assertThat(whole.stream().mapToInt(page -> page.records().records().size()).sum()).isEqualTo(400);
            CursorLoop.census(source, vendor.partition(), vendor.range(), CensusOrder.CHANGED);
            assertThat(vendor.requests()).isEqualTo(5);
            CursorLoop.census(source, FirefliesFixture.month("2025-01"), vendor.range(), CensusOrder.CREATED);
            assertThat(vendor.requests()).isEqualTo(1);

            List<String> ids = vendor.ids(vendor.partition()).stream().limit(10).toList();
            source.fetch(vendor.partition(), ids, 1);
            source.locate(ids);
            assertThat(vendor.requests()).isEqualTo(2);
        }
    }

    @Test
    void pagesThatAreShorterThanAsked_areNotTheEnd() {
        try (FirefliesFixture vendor = FirefliesFixture.inOneMonth(130)) {
            for (int missing = 1; missing <= 4; missing++) {
                vendor.clearFaults();
                vendor.fault(SourceFixture.Call.CENSUS, "shortPages", "by", missing);
                for (CensusOrder order : CensusOrder.values()) {
                    assertThat(new HashSet<>(CursorLoop.census(vendor.source(), vendor.partition(), vendor.range(), order)))
                            .isEqualTo(vendor.ids(vendor.partition()));
                }
            }
        }
    }

    @Test
    void offsetsThatShiftWithEachRequest_loseNothing() {
        try (FirefliesFixture vendor = FirefliesFixture.inOneMonth(130)) {
            for (int by : List.of(1, 3, -1, -3)) {
                vendor.clearFaults();
                vendor.fault(SourceFixture.Call.CENSUS, "shiftedOffsets", "by", by);
                for (CensusOrder order : CensusOrder.values()) {
                    assertThat(CursorLoop.census(vendor.source(), vendor.partition(), vendor.range(), order)).as("%s %d", order, by)
                            .containsAll(vendor.ids(vendor.partition()));
                }
            }
        }
    }

    @Test
    void newestMonth_isFirst() {
        DateRange range = new DateRange(Instant.parse("2025-11-30T23:59:00Z"), Instant.parse("2026-02-01T00:00:00Z"));
        try (FirefliesFixture vendor = new FirefliesFixture(0)) {
            List<FoundPartition> found = vendor.source().partitions("{}", range);

            assertThat(found).extracting(each -> each.planned().partitionId()).containsExactly("2026-01", "2025-12", "2025-11");
            assertThat(found.getFirst().lastChangedAt()).isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
            assertThat(found.getFirst().planned().name()).isEqualTo("January 2026");
            assertThat(vendor.source().find(Set.of("2025-11", "nonsense", "2026-13"))).hasSize(1);
            assertThat(vendor.source().mostRecords("{}")).hasValue(1_000);
            assertThat(vendor.source().mostRecords("{\"limit\":7}")).hasValue(7);
        }
    }

    @Test
    void lateMeeting_isAmongTheChanges_underItsStart() {
        try (FirefliesFixture vendor = new FirefliesFixture(60)) {
            Instant runStarted = Instant.now();
            Instant start = runStarted.minus(Duration.ofHours(9)).truncatedTo(ChronoUnit.MILLIS);
            String late = vendor.create(start, 0);
            vendor.requests();

            List<String> found = new ArrayList<>();
            for (FoundPartition month : vendor.source().partitions("{}", vendor.range())) {
                CursorLoop.changes(vendor.source(), FirefliesFixture.month(month.planned().partitionId()), vendor.range(), runStarted)
                        .forEach(page -> found.addAll(CursorLoop.idsOf(page)));
            }

            assertThat(found).contains(late);
            assertThat(vendor.requests()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void quotaThatIsUsedUp_isAWaitUntilItsInstant_whateverTheStatus() {
        for (int status : List.of(200, 429)) {
            TestDatabase.clear();
            try (FirefliesFixture vendor = FirefliesFixture.inOneMonth(30)) {
                vendor.limit("{\"requestsPerDay\":1,\"status\":" + status + "}");
                Listing listing = all(vendor, CensusOrder.CREATED);
                vendor.source().census(vendor.partition(), listing, null, 1);

                assertThatThrownBy(() -> vendor.source().census(vendor.partition(), listing, null, 1))
                        .isInstanceOfSatisfying(SourceException.class, failure -> {
                            assertThat(failure.type()).isEqualTo(FailureType.QUOTA_EXHAUSTED);
                            Instant midnight = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
                            assertThat(failure.notBefore().orElseThrow()).isBetween(midnight.minusSeconds(5), midnight.plusSeconds(5));
                        });
            }
        }
    }
}
