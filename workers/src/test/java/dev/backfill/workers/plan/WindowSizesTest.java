package dev.backfill.workers.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowSizesTest {
    @ParameterizedTest
    @CsvSource({"0, 2000, 1", "1, 2000, 1", "2000, 2000, 2000", "2001, 2000, 1001", "4100, 2000, 1367", "10000000, 2000, 2000", "5, 1, 1"})
    void stretch_makesEqualWindows(long records, int largest, long expected) {
        assertThat(WindowSizes.stretch(records, largest)).isEqualTo(expected);
    }

    @Test
    void windows_areNeverOverTheLargest_andNeverMoreThanNeeded_andTheLastIsNoRest() {
        for (int largest : new int[] {1, 2, 7, 100}) {
            for (long records = 1; records < 700; records++) {
                long stretch = WindowSizes.stretch(records, largest);
                long windows = Math.ceilDiv(records, stretch);
                assertThat(stretch).isBetween(1L, (long) largest);
                assertThat(windows).isLessThanOrEqualTo(Math.ceilDiv(records, (long) largest));
                // The smallest window is short of the others by less than the number of windows.
                assertThat(stretch * windows - records).isLessThan(Math.max(windows, 1));
            }
        }
    }
}
