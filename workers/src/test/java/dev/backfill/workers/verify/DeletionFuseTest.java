package dev.backfill.workers.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeletionFuseTest {
    @ParameterizedTest
    @CsvSource({"0, 0, false", "0, 100, false", "5, 100, false", "6, 100, true", "1, 20, false", "1, 1, false", "2, 3, true", "2, 4, false", "3, 6, false", "3, 5, true", "4, 70, true", "4, 80, false", "50, 1000, false", "51, 1000, true", "100, 100, true"})
    void fuse_isBlownBeyondFivePercent_andBeyondAFew(long absent, long stored, boolean blown) {
        assertThat(DeletionFuse.isBlown(absent, stored)).isEqualTo(blown);
    }

    @Test
    void description_hasTheNumbers_andSaysThatNothingWasMarked() {
        assertThat(DeletionFuse.describe(60, 1000)).contains("60 of 1000").contains("5 %").contains("nothing was marked");
    }
}
