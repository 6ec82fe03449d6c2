package dev.backfill.simulator.fireflies.graphql;

import dev.backfill.simulator.fireflies.meeting.Meeting;
import dev.backfill.simulator.fireflies.meeting.MeetingContent.Facts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What some meetings have beside what was said: all of it but the channels may be null. */
final class MeetingExtras {

    private static final long MINUTE = 60_000;

    private MeetingExtras() {}

    /** Who was there from when to when; somebody has not left. */
    static @Nullable List<Map<String, @Nullable Object>> attendance(Meeting meeting, Facts facts) {
        if (meeting.number() % 3 == 2) {
            return null;
        }
        List<Map<String, @Nullable Object>> attendance = new ArrayList<>();
        for (String participant : facts.participants()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("name", participant);
            one.put("join_time", time(meeting, attendance.size()));
            one.put("leave_time", attendance.size() % 4 == 3 ? null : time(meeting, 30L + attendance.size()));
            attendance.add(one);
        }
        return attendance;
    }

    private static String time(Meeting meeting, long minutes) {
        return Instant.ofEpochMilli(meeting.date() + minutes * MINUTE).toString();
    }

    static List<Map<String, @Nullable Object>> channels(Meeting meeting, List<Map<String, @Nullable Object>> users) {
        if (meeting.number() % 5 > 0) {
            return List.of();
        }
        Map<String, @Nullable Object> member = new LinkedHashMap<>(users.getFirst());
        member.keySet().retainAll(List.of("user_id", "email", "name"));
        Map<String, @Nullable Object> channel = new LinkedHashMap<>();
        channel.put("id", "C" + meeting.number() % 3);
        channel.put("title", meeting.number() % 2 == 0 ? "Überblick" : null);
        channel.put("is_private", meeting.number() % 2 == 0);
        channel.put("created_by", null);
        channel.put("created_at", "2024-01-01T00:00:00.000Z");
        channel.put("updated_at", null);
        channel.put("members", List.of(member));
        return List.of(channel);
    }

    static @Nullable List<Map<String, @Nullable Object>> sharedWith(Meeting meeting) {
        if (meeting.number() % 4 > 0) {
            return meeting.number() % 4 == 1 ? null : List.of();
        }
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("email", "guest" + meeting.number() % 7 + "@partner.example");
        one.put("name", null);
        one.put("photo_url", null);
        one.put("expires_at", null);
        return List.of(one);
    }

    static @Nullable Map<String, @Nullable Object> apps(Meeting meeting) {
        if (meeting.number() % 6 > 0) {
            return null;
        }
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("transcript_id", meeting.id());
        output.put("user_id", null);
        output.put("app_id", "app1");
        output.put("created_at", (double) (meeting.date() + 90 * MINUTE));
        output.put("title", "Follow-up");
        output.put("prompt", "What comes next?");
        output.put("response", "To be agreed on — see above.");
        return Map.of("outputs", List.of(output));
    }

    static @Nullable Map<String, @Nullable Object> analytics(Meeting meeting, Facts facts) {
        if (facts.silent()) {
            return null;
        }
        Map<String, @Nullable Object> speaker = new LinkedHashMap<>();
        speaker.put("speaker_id", 0);
        speaker.put("duration", 61.5);
        speaker.put("word_count", 140);
        speaker.put("words_per_minute", 136.6);
        Map<String, @Nullable Object> analytics = new LinkedHashMap<>();
        analytics.put("sentiments", Map.of("negative_pct", 2.5, "neutral_pct", 90.0, "positive_pct", 7.5));
        analytics.put("categories", Map.of("questions", meeting.number() % 9, "tasks", 1));
        analytics.put("speakers", meeting.number() % 8 == 7 ? null : List.of(speaker));
        return analytics;
    }
}
