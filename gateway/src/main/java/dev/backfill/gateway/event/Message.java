package dev.backfill.gateway.event;

import dev.backfill.store.event.RunEvent;
import dev.backfill.store.event.RunEvents;
import org.springframework.http.codec.ServerSentEvent;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something to send, made once and sent to all who watch the run.
 *
 * @param number of the last event that was sent when this is
 * @param last whether nothing follows
 */
record Message(long number, boolean last, ServerSentEvent<String> content) {
    static Message of(String runId, RunEvent event, JsonMapper json) {
        ObjectNode data = json.createObjectNode().put("at", event.at().toString());
        data.setAll((ObjectNode) json.readTree(event.data()));
        return of(new EventId(runId, event.number(), false), event.kind(), data.toString());
    }

    static Message ofProgress(String runId, long number, String progress) {
        return of(new EventId(runId, number, false), "progress", progress);
    }

    /** That the run has ended, and how. */
    static Message ofEnd(String runId, RunEvents run, JsonMapper json) {
        ObjectNode data = json.createObjectNode()
                .put("state", run.state().name())
                .put("verified", run.verdict() == null ? null : run.verdict().isProof())
                .put("verdict", run.verdict() == null ? null : run.verdict().name())
                .put("reason", run.reason())
                .put("finishedAt", run.finishedAt() == null ? null : run.finishedAt().toString());
        return of(new EventId(runId, run.last(), true), "end", data.toString());
    }

    private static Message of(EventId id, String event, String data) {
        return new Message(
                id.number(), id.ended(), ServerSentEvent.<String>builder().id(id.toString()).event(event).data(data).build());
    }
}
