package dev.backfill.store.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done.
 *
 * @param ordinal the place in the order in which entries were written
 * @param principal the name of who did it
 * @param action what, such as {@code backfill.start}
 * @param target on what, such as the id of a run
 * @param outcome {@code DONE} or {@code REFUSED}
 */
public record AuditEntry(
        long ordinal, Instant at, String principal, String action, String target, String outcome, @Nullable String requestId) {}
