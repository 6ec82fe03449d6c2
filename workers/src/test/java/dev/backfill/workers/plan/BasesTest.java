package dev.backfill.workers.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.watermark.Basis;
import dev.backfill.store.watermark.WatermarkStore;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.source.Source;
import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.source.DateRange;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From which watermark which partition is pulled. */
class BasesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final DateRange OPEN = new DateRange(FROM, Instant.parse("2026-11-26T00:00:00Z"));
    private static final DateRange ENDED = new DateRange(FROM, Instant.parse("2026-06-01T00:00:00Z"));
    private static final Duration OVERLAP = Duration.ofHours(8);

    private final Bases bases = new Bases(new WatermarkStore(TestDatabase.pool()));

    @BeforeEach
    void clear() {
        TestDatabase.clear();
    }

    /** A source of which nothing but these figures is asked. */
    private static Source source(@Nullable String rangeColumn, OptionalInt most) {
        return (Source) Proxy.newProxyInstance(Source.class.getClassLoader(), new Class<?>[] {Source.class}, (proxy, method, arguments) ->
                switch (method.getName()) {
                    case "id" -> "jira";
                    case "overlap" -> OVERLAP;
                    case "rangeColumn" -> rangeColumn;
                    case "mostRecords" -> most;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static final Source BY_CHANGE = source(null, OptionalInt.empty());

    private static void watermark(String from, String until, @Nullable Integer most) {
        TestDatabase.sql().sql("""
                        insert into watermark (source, partition_id, key, complete_from, complete_until, most_records, run_id)
                        values ('jira', '10', 'ABC', :from::timestamptz, :until::timestamptz, :most, 'earlier')""")
                .param("from", from).param("until", until).param("most", most).update();
    }

    private Basis basis(Source source, RunMode mode, DateRange range) {
        return bases.of(source, mode, range, "{}", NOW, List.of("10")).get("10");
    }

    @Test
    void incremental_beginsAtTheWatermark_lessTheOverlap() {
        watermark("2026-01-01T00:00:00Z", "2026-11-23T10:00:00Z", null);

        assertThat(basis(BY_CHANGE, RunMode.INCREMENTAL, OPEN))
                .isEqualTo(new Basis(Instant.parse("2026-11-23T02:00:00Z"), FROM, null, true));
        assertThat(basis(BY_CHANGE, RunMode.FULL, OPEN)).isEqualTo(Basis.full(FROM));
    }

    @Test
    void partitionWithoutAWatermark_orWithOneThatBeginsLater_isPulledInFull() {
        assertThat(basis(BY_CHANGE, RunMode.INCREMENTAL, OPEN)).isEqualTo(Basis.full(FROM));
        watermark("2026-01-01T00:00:01Z", "2026-11-23T10:00:00Z", null);
        assertThat(basis(BY_CHANGE, RunMode.INCREMENTAL, OPEN)).isEqualTo(Basis.full(FROM));
        TestDatabase.sql().sql("update watermark set complete_from = null").update();
        assertThat(basis(BY_CHANGE, RunMode.INCREMENTAL, OPEN)).isEqualTo(Basis.full(FROM));
    }

    @Test
    void periodThatHasEnded_tellsNothingOfLaterDates() {
        assertThat(basis(BY_CHANGE, RunMode.FULL, ENDED).completeFrom()).isEqualTo(FROM);
        Source byDate = source("happened_at", OptionalInt.empty());
        assertThat(basis(byDate, RunMode.FULL, ENDED)).isEqualTo(new Basis(null, null, null, false));
        assertThat(basis(byDate, RunMode.FULL, OPEN)).isEqualTo(new Basis(null, FROM, null, false));
    }

    @Test
    void proofOfTheNewestAlone_servesOnlyThoseWhoTakeNoMore() {
        watermark("2026-01-01T00:00:00Z", "2026-11-23T10:00:00Z", 1_000);

        assertThat(basis(source("happened_at", OptionalInt.of(1_000)), RunMode.INCREMENTAL, OPEN).changedSince()).isNotNull();
        assertThat(basis(source("happened_at", OptionalInt.of(1_001)), RunMode.INCREMENTAL, OPEN).changedSince()).isNull();
        assertThat(basis(source("happened_at", OptionalInt.empty()), RunMode.INCREMENTAL, OPEN).changedSince()).isNull();
        assertThat(basis(source("happened_at", OptionalInt.of(50)), RunMode.INCREMENTAL, OPEN).mostRecords()).isEqualTo(50);
    }
}
