package dev.backfill.gateway.plan;

import java.util.List;

/**
 * What the problem of a start tells whose plan does not hold any more.
 *
 * @param driftCount how many differences there are
 * @param drifts the first of them
 */
record PlanDrift(String planId, int driftCount, List<DriftView> drifts) {}
