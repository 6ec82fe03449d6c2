package dev.backfill.gateway.audit;

import dev.backfill.gateway.paging.Page;
import dev.backfill.gateway.paging.PageFields;
import dev.backfill.gateway.paging.Pages;
import dev.backfill.store.audit.AuditEntry;
import dev.backfill.store.audit.AuditLog;
import org.springframework.stereotype.Component;

/** The audit log as callers see it. Blocks. */
@Component
class ReadAudit {
    static final String PATH = "/api/v1/audit";

    private final AuditLog audit;
    private final Pages pages;

    ReadAudit(AuditLog audit, Pages pages) {
        this.audit = audit;
        this.pages = pages;
    }

    /** @throws dev.backfill.gateway.problem.ProblemException of status 400 if the cursor is not one of ours */
    Page<AuditEntryView> list(PageFields fields) {
        Page<AuditEntry> page = pages.read(PATH, fields, audit::list, AuditEntry::ordinal);
        return new Page<>(page.entries().stream().map(AuditEntryView::of).toList(), page.next());
    }
}
