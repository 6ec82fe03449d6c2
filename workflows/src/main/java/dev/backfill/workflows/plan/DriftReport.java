package dev.backfill.workflows.plan;

import java.util.List;

/**
 * How the source differs from a plan.
 *
 * @param drifts the first {@link #MOST} differences
 * @param total how many there are; 0 if the plan holds
 */
public record DriftReport(List<Drift> drifts, int total) {
    /** Payloads have limits. */
    public static final int MOST = 100;

    public static DriftReport of(List<Drift> all) {
        return new DriftReport(all.stream().limit(MOST).toList(), all.size());
    }
}
