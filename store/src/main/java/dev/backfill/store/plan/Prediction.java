package dev.backfill.store.plan;

import org.jspecify.annotations.Nullable;

/**
 * What was expected of a run when it was planned, beside what it has taken so far.
 *
 * @param planId the plan that it was started from, if it was
 * @param records how many were expected
 * @param requests how many were expected
 * @param seconds from the first state that a worker recorded to the end
 * @param actualRequests how many were sent to the source so far
 */
public record Prediction(@Nullable String planId, long records, long requests, Seconds seconds, long actualRequests) {}
