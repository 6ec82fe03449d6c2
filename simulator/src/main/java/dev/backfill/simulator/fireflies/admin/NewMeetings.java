package dev.backfill.simulator.fireflies.admin;

import dev.backfill.simulator.fireflies.meeting.Meeting.MeetingEdits;
import dev.backfill.simulator.fireflies.meeting.MeetingMutations.NewMeeting;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what somebody wants a new meeting to be. */
final class NewMeetings {

    private static final Set<String> KNOWN = Set.of("title", "organizer", "sentences", "date", "hoursAgo", "appearsInSeconds",
            "processingSeconds");

    private final Duration processing;
    private final InstantSource clock;

    NewMeetings(Duration processing, InstantSource clock) {
        this.processing = processing;
        this.clock = clock;
    }

    /** An {@link IllegalArgumentException} names what is not known. A negative {@code processingSeconds} means for ever. */
    NewMeeting read(ObjectNode body) {
        for (String name : body.propertyNames()) {
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException("unknown field '%s' of a meeting".formatted(name));
            }
        }
        double seconds = body.path("processingSeconds").asDouble(processing.toMillis() / 1_000.0);
        return new NewMeeting(date(body), ofSeconds(body.path("appearsInSeconds").asDouble(0)),
                seconds < 0 ? Optional.empty() : Optional.of(ofSeconds(seconds)),
                new MeetingEdits(text(body, "title"), text(body, "organizer"),
                        Optional.ofNullable(body.get("sentences")).map(JsonNode::asInt), 0, 0));
    }

    private long date(ObjectNode body) {
        try {
            return body.has("date") ? Instant.parse(body.get("date").asString()).toEpochMilli()
                    : clock.millis() - Math.round(body.path("hoursAgo").asDouble(0) * Duration.ofHours(1).toMillis());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("date must be an instant like 2026-01-31T00:00:00Z", e);
        }
    }

    private static Optional<String> text(ObjectNode body, String name) {
        return Optional.ofNullable(body.get(name)).map(JsonNode::asString);
    }

    private static Duration ofSeconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }
}
