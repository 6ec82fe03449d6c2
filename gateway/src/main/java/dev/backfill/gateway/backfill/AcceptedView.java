package dev.backfill.gateway.backfill;

import dev.backfill.workflows.run.RunState;
import java.net.URI;
import org.springframework.http.ResponseEntity;

/** The answer to a start, and to steering: it is accepted, and here it can be watched. */
public record AcceptedView(String id, String source, RunState state, BackfillLinks links) {
    static AcceptedView of(String id, String source, RunState state) {
        return new AcceptedView(id, source, state, BackfillLinks.of(id));
    }

    /** 202, with where it can be watched in the header {@code Location} as well. */
    ResponseEntity<AcceptedView> answer() {
        return ResponseEntity.accepted().location(URI.create(links.self())).body(this);
    }
}
