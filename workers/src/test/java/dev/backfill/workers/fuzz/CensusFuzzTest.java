package dev.backfill.workers.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.workers.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No verdict is false: whatever listings do, a partition that is verified is stored exactly, and one that is not says why. A source at
 * rest, or one whose records are merely edited, is always verified. {@code -Dworlds=2000} takes more worlds, {@code -DfirstWorld=17}
 * begins with another seed.
 */
class CensusFuzzTest {
    @AfterEach
    void clear() {
        TestDatabase.clear();
    }

    @ParameterizedTest
    @EnumSource(Vendor.class)
    void noVerdictIsFalse(Vendor vendor) {
        int worlds = Integer.getInteger("worlds", Distortion.values().length);
        int first = Integer.getInteger("firstWorld", 0);
        Figures figures = new Figures(vendor);
        for (int seed = first; seed < first + worlds; seed++) {
            Distortion distortion = Distortion.values()[seed % Distortion.values().length];
            figures.add(new World(vendor, distortion, seed).live());
        }
        System.out.println(figures.table());
        assertThat(figures.wrong()).as("%s", figures.table()).isEmpty();
    }
}
