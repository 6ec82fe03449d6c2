package dev.backfill.store.watermark;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a partition of a run rests on, and what its proof will be worth.
 *
 * @param changedSince only what was changed since this instant is listed before the pull; null for everything
 * @param completeFrom from when on the partition is complete once it is verified; null if its watermark then stays as it is
 * @param mostRecords the bound of the run; null for none
 * @param addsUp whether a range holds what was changed in it, so that ranges that meet add up to one
 */
public record Basis(
        @Nullable Instant changedSince, @Nullable Instant completeFrom, @Nullable Integer mostRecords, boolean addsUp) {
    /** Of a partition that is pulled in full, from this instant on. */
    public static Basis full(Instant from) {
        return new Basis(null, from, null, true);
    }
}
