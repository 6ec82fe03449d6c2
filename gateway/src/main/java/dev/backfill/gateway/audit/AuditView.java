package dev.backfill.gateway.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the audit log, the latest first. */
record AuditView(List<AuditEntryView> entries, @Nullable String next) {}
