package dev.backfill.store.retention;

import java.time.Duration;

/**
 * How long things are kept.
 *
 * @param idempotencyKeys from when the key was sent
 * @param events from the end of their run
 * @param censuses the ids and versions that a verdict is based on, from the end of their run
 */
public record RetentionPeriods(Duration idempotencyKeys, Duration events, Duration censuses) {}
