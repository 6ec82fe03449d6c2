package dev.backfill.gateway.backfill;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.request.Untrusted;
import dev.backfill.gateway.security.SignedText;
import dev.backfill.store.run.RunFilter.Position;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Names a place in a list of runs so that callers can neither read nor make one: signed, and bound to the list's filters. */
@Component
class BackfillCursor {
    private final SignedText texts;

    BackfillCursor(SignedText texts) {
        this.texts = texts;
    }

    String write(Position position, BackfillFilter filter) {
        return texts.write(position.requestedAt() + " " + position.id(), purpose(filter));
    }

    /** Fails with a problem of status 400 if the cursor was not written here, or for another list. */
    Position read(String cursor, BackfillFilter filter) {
        return Untrusted.parse(
                () -> {
                    String[] parts = texts.read(cursor, purpose(filter)).orElseThrow().split(" ", 2);
                    return new Position(Instant.parse(parts[0]), parts[1]);
                },
                foreign -> new ProblemException(
                        ProblemType.INVALID_CURSOR, "Take the cursor from the page before, and keep its filters."));
    }

    private static String purpose(BackfillFilter filter) {
        return "cursor " + filter.narrowing() + " ";
    }
}
