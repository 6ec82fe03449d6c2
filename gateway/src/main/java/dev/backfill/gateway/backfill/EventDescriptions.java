package dev.backfill.gateway.backfill;

import dev.backfill.gateway.openapi.RouteDescription;
import dev.backfill.gateway.openapi.RouteDescriptions;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the route of event streams reads, and an example of a stream. */
@Component
class EventDescriptions implements RouteDescriptions {
    private static final String STREAM = """
            :events of one backfill
            retry:2600

            id:jira-2026-11-24-k3f9:17
            event:end
            data:{"state":"COMPLETED","verified":true,"verdict":"VERIFIED","reason":null,"finishedAt":"2026-11-24T09:31:40Z"}

            """;

    @Override
    public List<RouteDescription> describe() {
        return List.of(RouteDescription.of("streamEvents").inPath(DocumentedStarts.RUN_ID).answers(200, STREAM));
    }
}
