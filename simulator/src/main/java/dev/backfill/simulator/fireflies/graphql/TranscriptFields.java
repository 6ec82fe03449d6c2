package dev.backfill.simulator.fireflies.graphql;

import dev.backfill.simulator.fireflies.meeting.Meeting;
import dev.backfill.simulator.fireflies.meeting.MeetingContent;
import dev.backfill.simulator.fireflies.meeting.MeetingContent.Facts;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of a transcript's fields, made only when they are asked for. */
final class TranscriptFields {

    private final MeetingContent content;
    private final InstantSource clock;
    private final SignedLinks links;

    TranscriptFields(MeetingContent content, InstantSource clock) {
        this.content = content;
        this.clock = clock;
        this.links = new SignedLinks(clock);
    }

    @Nullable Object value(Meeting meeting, String field) {
        return switch (field) {
            case "id" -> meeting.id();
            case "date" -> content.date(meeting);
            case "dateString" -> content.dateString(meeting);
            case "sentences" -> meeting.hasSentences(clock.millis()) ? content.sentences(meeting) : null;
            case "summary" -> meeting.isProcessed(clock.millis()) ? content.summary(meeting) : null;
            case "transcript_url" -> "https://app.fireflies.ai/view/" + meeting.id();
            case "audio_url" -> links.sign("https://media.fireflies.example/" + meeting.id() + "/audio.mp3");
            case "meeting_link" -> meeting.number() % 6 == 5 ? null
                    : "https://meet.example.com/" + Long.toString(meeting.number() * 31 + 1_000_000, 36);
            case "calendar_id", "cal_id" -> meeting.number() % 4 == 3 ? null : "cal" + meeting.number() / 5;
            case "is_live" -> meeting.number() % 7 == 6 ? null : Boolean.FALSE;
            case "calendar_type" -> meeting.number() % 4 == 3 ? null : "google";
            default -> fact(meeting, field, content.facts(meeting));
        };
    }

    private @Nullable Object fact(Meeting meeting, String field, Facts facts) {
        return switch (field) {
            case "title" -> facts.title();
            case "duration" -> facts.duration();
            case "organizer_email" -> facts.organizer();
            case "host_email" -> facts.host();
            case "participants" -> facts.participants();
            case "fireflies_users" -> facts.user() < 0 ? List.of() : List.of(user(facts, "email"));
            case "meeting_attendees" -> facts.attendees();
            case "speakers" -> meeting.hasSentences(clock.millis()) && !facts.silent() ? facts.speakers() : List.of();
            case "meeting_info" -> info(meeting, facts);
            case "video_url" -> facts.video()
                    ? links.sign("https://media.fireflies.example/" + meeting.id() + "/video.mp4") : null;
            case "user" -> facts.user() < 0 ? null : content.users().get(facts.user());
            case "privacy" -> facts.privacy();
            case "workspace_users" -> facts.user() < 0 ? null : List.of(user(facts, "email"));
            case "meeting_attendance" -> MeetingExtras.attendance(meeting, facts);
            case "channels" -> MeetingExtras.channels(meeting, content.users());
            case "shared_with" -> MeetingExtras.sharedWith(meeting);
            case "apps_preview" -> MeetingExtras.apps(meeting);
            case "analytics" -> meeting.isProcessed(clock.millis()) ? MeetingExtras.analytics(meeting, facts) : null;
            default -> throw new IllegalStateException("the schema has a field without a value: " + field);
        };
    }

    private Object user(Facts facts, String member) {
        return String.valueOf(content.users().get(facts.user()).get(member));
    }

    private Map<String, @Nullable Object> info(Meeting meeting, Facts facts) {
        Map<String, @Nullable Object> info = new LinkedHashMap<>();
        info.put("fred_joined", true);
        info.put("silent_meeting", facts.silent());
        info.put("summary_status", !meeting.isProcessed(clock.millis()) ? "processing"
                : facts.silent() ? "skipped" : "processed");
        return info;
    }
}
