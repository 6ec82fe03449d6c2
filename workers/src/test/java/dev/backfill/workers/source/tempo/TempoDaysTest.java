package dev.backfill.workers.source.tempo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.workers.source.CalendarMonth;
import dev.backfill.workflows.source.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TempoDaysTest {
    private static DateRange range(String from, String to) {
        return new DateRange(Instant.parse(from), Instant.parse(to));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29T00:01:00Z, 2024-02-29T00:02:00Z, 2024-02-29T00:00:00Z, 2024-03-01T00:00:00Z",
        "2024-02-28T00:00:00Z, 2024-03-01T00:00:00Z, 2024-02-28T00:00:00Z, 2024-03-01T00:00:00Z",
        "2025-12-31T23:59:00Z, 2026-01-01T00:01:00Z, 2025-12-31T00:00:00Z, 2026-01-02T00:00:00Z"})
    void coveredRange_isWholeDays_andCoversItself(String from, String to, String coveredFrom, String coveredTo) {
        DateRange covered = TempoDays.whole(range(from, to));

        assertThat(covered).isEqualTo(range(coveredFrom, coveredTo));
        assertThat(TempoDays.whole(covered)).isEqualTo(covered);
    }

    @Test
    void query_isWhatMonthAndRangeHaveInCommon() {
        DateRange winter = range("2024-01-15T00:00:00Z", "2024-03-10T00:00:00Z");

        assertThat(TempoDays.query(CalendarMonth.of("2024-02"), winter, null))
                .contains(new TempoQuery(LocalDate.of(2024, 2, 1), LocalDate.of(2024, 2, 29), null, TempoQuery.Order.USUAL));
        assertThat(TempoDays.query(CalendarMonth.of("2024-01"), winter, null).orElseThrow().from()).isEqualTo(LocalDate.of(2024, 1, 15));
        assertThat(TempoDays.query(CalendarMonth.of("2024-03"), winter, null).orElseThrow().to()).isEqualTo(LocalDate.of(2024, 3, 9));
        assertThat(TempoDays.query(CalendarMonth.of("2024-04"), winter, null)).isEqualTo(Optional.empty());
    }

    @Test
    void changes_areAskedForInWholeSeconds() {
        TempoQuery query = new TempoQuery(LocalDate.of(2024, 2, 1), LocalDate.of(2024, 2, 29), Instant.parse("2024-02-03T04:05:06.789Z"), TempoQuery.Order.USUAL);

        assertThat(query.parameters()).isEqualTo("from=2024-02-01&to=2024-02-29&updatedFrom=2024-02-03T04:05:06Z");
    }
}
