package dev.backfill.workers.source.fireflies;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is asked for of a transcript: all that is stored of it, but for what Fireflies turned out to have no more, or not to give on this
 * account's plan. That is asked for no more for as long as this process lives; it is logged and warned of, and everything else goes on.
 */
final class FirefliesFields {
    /** All that is stored. Not {@code host_email}, which {@code organizer_email} replaces, nor links to photos, which change by themselves. */
    static final String WHOLE = """
            id title date dateString duration organizer_email participants fireflies_users workspace_users
            meeting_attendees { displayName email phoneNumber name location }
            meeting_attendance { name join_time leave_time }
            sentences {
              index speaker_id speaker_name text raw_text start_time end_time
              ai_filters { task pricing metric question date_and_time text_cleanup sentiment }
            }
            speakers { id name }
            summary {
              overview action_items keywords outline shorthand_bullet bullet_gist gist short_summary short_overview meeting_type notes
              topics_discussed transcript_chapters extended_sections { title content }
            }
            meeting_info { fred_joined silent_meeting summary_status }
            analytics {
              sentiments { negative_pct neutral_pct positive_pct }
              categories { questions date_times metrics tasks }
              speakers {
                speaker_id name duration word_count longest_monologue monologues_count filler_words questions duration_pct words_per_minute
              }
            }
            apps_preview { outputs { transcript_id user_id app_id created_at title prompt response } }
            channels { id title is_private created_by created_at updated_at members { user_id email name } }
            shared_with { email name expires_at }
            transcript_url audio_url video_url meeting_link calendar_id cal_id calendar_type is_live user { user_id email name } privacy
            """;
    /** What tells when a meeting began. */
    static final String PLACE = "id date dateString";
    /** Without it nothing can be stored. */
    static final String ID = "id";

    static final Set<String> OF_PLANS = Set.of("analytics", "apps_preview", "channels", "shared_with", "audio_url", "video_url");
    private static final Set<String> ESSENTIAL = Set.of("sentences", "summary");
    private static final Logger LOG = LoggerFactory.getLogger(FirefliesFields.class);

    /** Fireflies' own words by what they are about, such as {@code summary.notes}. */
    private final Map<String, String> unknown = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, String> unpaid = Collections.synchronizedMap(new LinkedHashMap<>());

    /** @param path as in {@code summary.notes} */
    boolean isAsked(String path) {
        return !unknown.containsKey(path) && !unpaid.containsKey(path);
    }

    void leaveOut(Map<String, String> paths) {
        paths.forEach((path, words) -> {
            if (unknown.put(path, words) == null) {
                LOG.warn("Fireflies' schema does not have {} as this version asks for it: it is left out from now on. Fireflies says: {}", path, words);
            }
        });
    }

    void leaveOutWhatPlansDifferIn(String words) {
        OF_PLANS.stream().filter(this::isAsked).forEach(path -> unpaid.put(path, words));
    }

    /** It was not them. */
    void askAgainForWhatPlansDifferIn() {
        unpaid.clear();
    }

    /** What every transcript lacks that is not small, with the reason. */
    Map<String, String> lacking() {
        Map<String, String> lacking = new LinkedHashMap<>();
        synchronized (unpaid) {
            lacking.putAll(unpaid);
        }
        ESSENTIAL.stream().filter(unknown::containsKey).forEach(path -> lacking.put(path, unknown.get(path)));
        return lacking;
    }

    List<String> warnings() {
        return Stream.concat(told(unknown, "is not in Fireflies' schema any more"), told(unpaid, "is not given on this plan")).toList();
    }

    private static Stream<String> told(Map<String, String> leftOut, String why) {
        synchronized (leftOut) {
            return leftOut.entrySet().stream()
                    .map(each -> "the field " + each.getKey() + " " + why + ", and is not asked for until the workers start anew. Fireflies says: "
                            + each.getValue())
                    .toList().stream();
        }
    }

    /** The fields that are still asked for. */
    List<Field> of(String fields) {
        List<String> tokens = new ArrayList<>(List.of(fields.strip().split("\\s+")));
        return read(tokens, "");
    }

    /**
     * A field, and what is asked for below it.
     *
     * @param path from the transcript on
     */
    record Field(String path, List<Field> below) {
        String name() {
            return path.substring(path.lastIndexOf('.') + 1);
        }
    }

    private List<Field> read(List<String> tokens, String above) {
        List<Field> found = new ArrayList<>();
        while (!tokens.isEmpty()) {
            String name = tokens.removeFirst();
            if (name.equals("}")) {
                break;
            }
            String path = above + name;
            boolean isObject = !tokens.isEmpty() && tokens.getFirst().equals("{");
            if (isObject) {
                tokens.removeFirst();
            }
            List<Field> below = isObject ? read(tokens, path + ".") : List.of();
            // An object of which nothing is left cannot be asked for either.
            if (isAsked(path) && (!isObject || !below.isEmpty())) {
                found.add(new Field(path, below));
            }
        }
        return found;
    }
}
