package dev.backfill.gateway.audit;

import dev.backfill.store.audit.AuditEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that was done, as administrators see it. */
record AuditEntryView(Instant at, String principal, String action, String target, String outcome, @Nullable String requestId) {
    static AuditEntryView of(AuditEntry entry) {
        return new AuditEntryView(entry.at(), entry.principal(), entry.action(), entry.target(), entry.outcome(), entry.requestId());
    }
}
