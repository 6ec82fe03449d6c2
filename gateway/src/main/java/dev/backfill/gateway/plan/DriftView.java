package dev.backfill.gateway.plan;

import dev.backfill.workflows.plan.Drift;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One difference between a plan and its source.
 *
 * @param partition the partition's key
 * @param planned a number for records, else a text; null if the plan has nothing there
 * @param now the same; null if the source has nothing there
 */
record DriftView(
        String partition,
        Drift.Kind what,
        @Schema(types = {"integer", "string"}) @Nullable Object planned,
        @Schema(types = {"integer", "string"}) @Nullable Object now) {
    static DriftView of(Drift drift) {
        return new DriftView(drift.partition(), drift.what(), value(drift, drift.planned()), value(drift, drift.now()));
    }

    private static @Nullable Object value(Drift drift, @Nullable String text) {
        return text != null && drift.what() == Drift.Kind.RECORDS ? (Object) Long.valueOf(text) : text;
    }
}
