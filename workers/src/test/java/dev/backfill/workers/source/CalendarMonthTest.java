package dev.backfill.workers.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.workflows.source.DateRange;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarMonthTest {
    @ParameterizedTest
    @CsvSource({
        "2025-12-31T00:00:00Z, 2026-01-01T00:00:00Z, 2025-12",
        "2025-12-31T00:00:00Z, 2026-01-01T00:01:00Z, 2026-01 2025-12",
        "2024-02-29T23:59:00Z, 2024-03-01T00:00:00Z, 2024-02",
        "2023-11-30T00:00:00Z, 2024-02-01T00:00:00Z, 2024-01 2023-12 2023-11"})
    void months_areThoseThatTheRangeTouches_newestFirst(String from, String to, String expected) {
        assertThat(CalendarMonth.touchedBy(new DateRange(Instant.parse(from), Instant.parse(to))).stream().map(CalendarMonth::id)).containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-13", "2026-00", "2026-1", "26-01", "2026", "", "2026-01-01", "workspace"})
    void whatIsNoMonth_isNotFound(String id) {
        assertThat(CalendarMonth.find(id)).isEmpty();
    }
}
