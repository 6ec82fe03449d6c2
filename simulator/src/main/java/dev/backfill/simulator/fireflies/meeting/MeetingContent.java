package dev.backfill.simulator.fireflies.meeting;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is in a meeting. Maps have the names of the vendor's fields. */
public interface MeetingContent {

    /** What is known of a meeting but for what was said. */
    Facts facts(Meeting meeting);

    /** The start in epoch milliseconds, as it is told. */
    @Nullable Double date(Meeting meeting);

    /** The start as ISO 8601, as a rule. */
    @Nullable String dateString(Meeting meeting);

    /** What was said, in order; null for a meeting in which nobody spoke. */
    @Nullable List<Map<String, @Nullable Object>> sentences(Meeting meeting);

    /** The summary, of empty texts for a meeting in which nobody spoke. */
    Map<String, @Nullable Object> summary(Meeting meeting);

    /** The team; the first is the owner of the key. */
    List<Map<String, @Nullable Object>> users();

    /**
     * The cheap part of a meeting.
     *
     * @param duration minutes
     * @param user position in the team of whom it was recorded for; -1 for somebody who left
     * @param silent nobody spoke, so there is nothing to transcribe
     */
    record Facts(@Nullable String title, @Nullable Double duration, @Nullable String organizer, @Nullable String host,
            List<String> participants, @Nullable List<Map<String, @Nullable Object>> attendees,
            List<Map<String, @Nullable Object>> speakers, int user, String privacy, boolean silent, boolean video) {}
}
