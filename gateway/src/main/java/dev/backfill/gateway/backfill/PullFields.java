package dev.backfill.gateway.backfill;

import dev.backfill.gateway.request.Field;
import dev.backfill.gateway.request.RequestValues;
import dev.backfill.workflows.run.RunMode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a run is pulled, as it is said when it is started and when it is changed. */
final class PullFields {
    static final int DEFAULT_PARALLELISM = 4;

    private static final int MOST_PARALLELISM = 64;
    private static final BigDecimal HIGHEST_RATE = BigDecimal.valueOf(1_000);

    static final Field PARALLELISM =
            Field.within("parallelism", 1, MOST_PARALLELISM).described("How many partitions are pulled side by side.");
    static final Field REQUESTS_PER_SECOND = Field.positive("requestsPerSecond", HIGHEST_RATE)
            .described("The request budget of the source, which all its runs share; without it, the budget stays as it is.");
    /** The words of the modes. */
    static final List<String> MODES = Arrays.stream(RunMode.values()).map(PullFields::word).toList();
    static final Field MODE = Field.oneOf("mode", MODES)
            .by(word(RunMode.FULL))
            .described("Whether everything is pulled, or of partitions that were proved complete before only what was changed since.");
    static final List<Field> ALL = List.of(PARALLELISM, REQUESTS_PER_SECOND);

    private PullFields() {}

    /** The mode as requests and answers spell it. */
    static String word(RunMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    static @Nullable RunMode mode(RequestValues values) {
        String word = values.get(MODE.name(), String.class);
        return word == null ? null : RunMode.valueOf(word.toUpperCase(Locale.ROOT));
    }

    static @Nullable Integer parallelism(RequestValues values) {
        Long parallelism = values.get(PARALLELISM.name(), Long.class);
        return parallelism == null ? null : (Integer) parallelism.intValue();
    }

    static @Nullable Double requestsPerSecond(RequestValues values) {
        BigDecimal rate = values.get(REQUESTS_PER_SECOND.name(), BigDecimal.class);
        return rate == null ? null : (Double) rate.doubleValue();
    }
}
