package dev.backfill.gateway.audit;

import dev.backfill.gateway.openapi.RouteDescription;
import dev.backfill.gateway.openapi.RouteDescriptions;
import dev.backfill.gateway.paging.PageFields;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the audit log reads, and an example of what it answers. */
@Component
class AuditDescriptions implements RouteDescriptions {
    @Override
    public List<RouteDescription> describe() {
        AuditEntryView entry = new AuditEntryView(
                Instant.parse("2026-11-24T09:30:00Z"),
                "admin",
                "backfill.start",
                "jira-2026-11-24-k3f9",
                "DONE",
                "0af7651916cd43dd8448eb211c80319c");
        return List.of(
                RouteDescription.of("listAuditEntries").inQuery(PageFields.FIELDS).answers(200, new AuditView(List.of(entry), null)));
    }
}
