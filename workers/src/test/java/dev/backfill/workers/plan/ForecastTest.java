package dev.backfill.workers.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.budget.QuotaStanding;
import dev.backfill.store.budget.RequestQuota;
import dev.backfill.store.page.Row;
import dev.backfill.store.partition.PlannedPartition;
import dev.backfill.store.plan.History;
import dev.backfill.store.plan.History.Quantiles;
import dev.backfill.store.plan.PlanPartition;
import dev.backfill.store.plan.PlanTotals;
import dev.backfill.store.plan.Seconds;
import dev.backfill.store.watermark.Basis;
import dev.backfill.workers.source.Estimate;
import dev.backfill.workers.source.FoundPartition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastTest {
    /** A budget that never is the bottleneck. */
    private static final Forecast.Terms FAST = new Forecast.Terms(1e9, 2, 4, 2_000, 100);

    private record Sized(FoundPartition found, @Nullable Long records) {}

    private static Forecast forecast(Forecast.Terms terms, History history, Sized... partitions) {
        return forecast(terms, history, Map.of(), partitions);
    }

    private static Forecast forecast(Forecast.Terms terms, History history, Map<String, Basis> bases, Sized... partitions) {
        List<Sized> all = List.of(partitions);
        List<@Nullable Long> records = new ArrayList<>();
        all.forEach(partition -> records.add(partition.records()));
        return new Forecast(terms, history, all.stream().map(Sized::found).toList(), new Estimate(records, 5_000, 1, 10), bases);
    }

    private static Sized sized(String key, @Nullable Long records, @Nullable String leftOut) {
        Row row = new Row(key, null, null, null, List.of(), new byte[0], new byte[0], List.of());
        PlannedPartition planned = new PlannedPartition(key, key, key, null, leftOut);
        return new Sized(new FoundPartition(planned, row, null), records);
    }

    private static Sized sized(String key, long records) {
        return sized(key, records, null);
    }

    @Test
    void recordsThatComeWithTheCensus_makeNoWindows() {
        Sized one = sized("A", 10_001);
        Estimate estimate = new Estimate(List.of(10_001L), 5_000, 0, 10);

        PlanPartition partition = new Forecast(FAST, History.NONE, List.of(one.found()), estimate, Map.of()).partitions().getFirst();

        assertThat(partition.windows()).isZero();
        assertThat(partition.requests()).as("two censuses, and one for changes").isEqualTo(2 * 3 + 1);
    }

    /** Census twice, changes, locate, and fetches of each window: 4,100 are three windows of 1,367, 1,367 and 1,366. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 3",          // 2 + 1
        "1, 1, 5",          // 2 + 1 + 1 + 1
        "100, 1, 5",        // 2 + 1 + 1 + 1
        "101, 1, 6",        // 2 + 1 + 1 + 2
        "4100, 3, 46",      // 2 + 1 + 1 + 3 * 14
        "10001, 6, 110",    // 2 * 3 + 1 + 1 + 6 * 17: six windows of 1,667 and a little less
    })
    void windowsAndRequests_followFromTheRecords(long records, long windows, long requests) {
        PlanPartition partition = forecast(FAST, History.NONE, sized("A", records)).partitions().getFirst();

        assertThat(partition.windows()).isEqualTo(windows);
        assertThat(partition.requests()).isEqualTo(requests);
    }

    @Test
    void totals_addUp_withoutWhatIsLeftOutOrUnknown() {
        Forecast forecast = forecast(FAST, History.NONE, sized("A", 100), sized("OLD", 70L, "archived"), sized("NEW", null, null));
        PlanTotals totals = forecast.totals(4);

        assertThat(totals.records()).isEqualTo(100);
        assertThat(totals.windows()).isEqualTo(1);
        assertThat(totals.requests()).isEqualTo(4 + 5 + 3);
        assertThat(totals.planningRequests()).isEqualTo(4);
        assertThat(forecast.partitions()).extracting(PlanPartition::records).containsExactly(100L, 70L, null);
        assertThat(forecast.partitions()).extracting(PlanPartition::requests).containsExactly(5L, 0L, 3L);
    }

    /** What was changed is unknown; the final census takes three pages of ids. */
    @Test
    void changesAlone_areListed_andAllIsListedOnce() {
        Instant since = Instant.parse("2026-11-24T09:00:00Z");
        Forecast forecast = forecast(
                FAST,
                History.NONE,
                Map.of("A", new Basis(since, Instant.EPOCH, null, true), "OLD", new Basis(since, Instant.EPOCH, null, true)),
                sized("A", 10_001), sized("B", 100), sized("OLD", 70L, "archived"));

        assertThat(forecast.partitions()).extracting(PlanPartition::requests).containsExactly(1L + 1 + 3, 5L, 0L);
        assertThat(forecast.partitions()).extracting(PlanPartition::changedSince).containsExactly(since, null, null);
        assertThat(forecast.partitions().getFirst().records()).isEqualTo(10_001);
        assertThat(forecast.totals(0).records()).as("only what is certainly fetched").isEqualTo(100);
    }

    @Test
    void withoutHistory_theStatedDefaultsSpread() {
        // In sequence: census 2, changes 1, locate 1, 40 fetches over 2 windows: 24 requests.
        PlanTotals totals = forecast(FAST, History.NONE, sized("A", 4_000)).totals(0);

        assertThat(totals.observedRuns()).isZero();
        assertThat(totals.seconds()).isEqualTo(new Seconds(ceil(0.5 + 24 * 0.1), ceil(1.5 + 24 * 0.25), ceil(5 + 24)));
    }

    @Test
    void history_replacesTheDefaults_andTellsWhatPartsTake() {
        History history = new History(3, 30, 0.05, new Quantiles(0.2, 0.4, 0.8), new Quantiles(1, 2, 3));
        Forecast forecast = forecast(FAST, history, sized("A", 4_000));

        // 4,000 * 0.05 instead of 40 fetches.
        assertThat(forecast.partitions().getFirst().requests()).isEqualTo(2 + 1 + 1 + 200);
        PlanTotals totals = forecast.totals(0);
        assertThat(totals.observedRuns()).isEqualTo(3);
        assertThat(totals.seconds()).isEqualTo(new Seconds(ceil(1 + 104 * 0.2), ceil(2 + 104 * 0.4), ceil(3 + 104 * 0.8)));
    }

    @Test
    void tooLittleHistory_isNone() {
        History little = new History(1, Forecast.FEWEST_WINDOWS - 1, 9, new Quantiles(9, 9, 9), new Quantiles(9, 9, 9));

        assertThat(forecast(FAST, little, sized("A", 4_000)).totals(0))
                .isEqualTo(forecast(FAST, History.NONE, sized("A", 4_000)).totals(0));
    }

    @Test
    void partitionsSideBySide_shareTheTime_andTheLongestIsTheLeast() {
        Sized[] four = {sized("A", 4_000), sized("B", 4_000), sized("C", 4_000), sized("D", 4_000)};
        double chain = 1.5 + 24 * 0.25;

        assertThat(median(FAST, four)).isEqualTo(ceil(4 * chain / 2));
        assertThat(median(new Forecast.Terms(1e9, 64, 4, 2_000, 100), four)).isEqualTo(ceil(chain));
    }

    /** 50 requests a day, as one vendor allows. */
    @Test
    void tightBudget_decidesTheTime() {
        Forecast.Terms aDay = new Forecast.Terms(50.0 / 86_400, 4, 4, 2_000, 100);
        PlanTotals totals = forecast(aDay, History.NONE, sized("A", 10_000 - 300)).totals(0);

        assertThat(totals.seconds().p50()).isEqualTo(ceil(totals.requests() / 50.0 * 86_400));
        assertThat(totals.seconds().p10()).isLessThan(totals.seconds().p50());
        assertThat(totals.seconds().p90()).isGreaterThan(totals.seconds().p50());
    }

    private static Forecast forecast(QuotaStanding quota, History history, long records) {
        Sized one = sized("A", records);
        return new Forecast(FAST, history, List.of(one.found()), new Estimate(List.of(records), 5_000, 1, 10, quota), Map.of());
    }

    /** Ten hours before the next day. */
    private static QuotaStanding left(long leftToday, Duration blockedFor) {
        return new QuotaStanding(RequestQuota.of(60, 50, RequestQuota.DAY), leftToday, Duration.ofHours(10), blockedFor);
    }

    /** 74 requests: 4 of the censuses, 1 of the changes, 1 that locates, 68 that fetch. */
    @ParameterizedTest
    @CsvSource({
        "50, 0, 2, 10",         // 50 today, 24 tomorrow
        "20, 0, 3, 34",         // 20, 50, 4
        "24, 0, 2, 10",         // 24, 50
        "0, 0, 2, 34",          // used up by somebody else
        "0, 10, 2, 34",         // used up by ourselves: blocked until midnight
        "50, 12, 2, 34",        // the vendor wants to be left alone until after midnight: 50 then, 24 the day after
    })
    void quotaOfADay_makesItDays(long leftToday, long blockedHours, int days, long waitingHours) {
        PlanTotals totals = forecast(left(leftToday, Duration.ofHours(blockedHours)), History.NONE, 6_700).totals(0);

        assertThat(totals.requests()).isEqualTo(2 * 2 + 1 + 1 + 68);
        assertThat(totals.days()).isEqualTo(days);
        assertThat(totals.requestsPerDay()).isEqualTo(50);
        assertThat(totals.seconds().p50()).isBetween(waitingHours * 3_600, waitingHours * 3_600 + 300);
    }

    @Test
    void enoughLeftForToday_isNoDayOfWaiting_andAMinutesQuotaIsARate() {
        PlanTotals totals = forecast(left(50, Duration.ZERO), History.NONE, 1_000).totals(0);

        assertThat(totals.days()).isEqualTo(1);
        // 14 requests at 60 a minute, whatever the rate.
        assertThat(totals.seconds().p50()).isEqualTo(14);
    }

    @Test
    void waitsOfEarlierRuns_areNotCountedTwice() {
        History waited = new History(3, 30, 0.001, new Quantiles(9_000, 9_000, 9_000), new Quantiles(90_000, 90_000, 90_000));

        assertThat(forecast(left(50, Duration.ZERO), waited, 1_000).totals(0).seconds().p50()).isEqualTo(14);
    }

    @Test
    void withoutAQuota_thereAreNoDays() {
        assertThat(forecast(FAST, History.NONE, sized("A", 100)).totals(0).days()).isNull();
    }

    @Test
    void nothingToPull_takesNoTime() {
        assertThat(forecast(FAST, History.NONE).totals(0).seconds()).isEqualTo(new Seconds(0, 0, 0));
    }

    private static long median(Forecast.Terms terms, Sized... partitions) {
        return forecast(terms, History.NONE, partitions).totals(0).seconds().p50();
    }

    private static long ceil(double seconds) {
        return (long) Math.ceil(seconds);
    }
}
