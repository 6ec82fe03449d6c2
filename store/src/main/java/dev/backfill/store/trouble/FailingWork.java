package dev.backfill.store.trouble;

import org.jspecify.annotations.Nullable;

/**
 * Names an activity of a run, whichever attempt it is.
 *
 * @param partition the partition's key; null if it belongs to none
 * @param window the window's id; null if it belongs to none
 * @param activity its type
 * @param what it for people, such as {@code planning}
 */
public record FailingWork(String runId, @Nullable String partition, @Nullable Long window, String activity, String what) {}
