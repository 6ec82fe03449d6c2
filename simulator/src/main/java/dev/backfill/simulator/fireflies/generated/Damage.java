package dev.backfill.simulator.fireflies.generated;

import dev.backfill.simulator.fireflies.generated.MeetingPoison.Kind;
import dev.backfill.simulator.fireflies.meeting.Meeting;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the damaged value in place of the sound one. */
final class Damage {

    private static final int HUGE = 5 * 1024 * 1024;

    private static final Set<Kind> WITHOUT_DATE = EnumSet.of(Kind.FIRST_YEAR, Kind.LAST_YEAR, Kind.NO_DATE);
    /** Milliseconds even when they are zero. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Damage() {}

    static String title(Kind kind, String title) {
        return switch (kind) {
            case NUL -> title + " nul \0 inside";
            case LONE_SURROGATE -> title + " lone \uD83D and \uDC00";
            default -> title;
        };
    }

    static @Nullable Double date(Optional<Kind> kind, Meeting meeting) {
        return kind.filter(WITHOUT_DATE::contains).isPresent() ? null : Double.valueOf(meeting.date());
    }

    static @Nullable String dateString(Optional<Kind> kind, Meeting meeting) {
        Kind damage = kind.orElse(Kind.NUL);
        return switch (damage) {
            case FIRST_YEAR -> "0001-01-01T00:00:00.000Z";
            case LAST_YEAR -> "9999-12-31T23:59:59.999Z";
            case ODD_DATE -> "tomorrow, perhaps";
            case NO_DATE -> null;
            default -> TIME.format(Instant.ofEpochMilli(meeting.date()));
        };
    }

    /** @param empty an element in which there is nothing: the schema permits no null in a list */
    static <T> List<T> list(Kind kind, List<T> elements, T empty) {
        if (kind != Kind.NULLS_IN_LISTS) {
            return elements;
        }
        List<T> damaged = new ArrayList<>(elements);
        damaged.add(empty);
        return damaged;
    }

    static void sentences(Kind kind, List<Map<String, @Nullable Object>> sentences) {
        Map<String, @Nullable Object> first = sentences.getFirst();
        Map<String, @Nullable Object> last = sentences.getLast();
        switch (kind) {
            case NUL -> first.put("text", "nul \0 inside");
            case LONE_SURROGATE -> first.put("text", "lone \uD83D and \uDC00 surrogates");
            case HUGE_TEXT -> first.put("text", "x".repeat(HUGE));
            case INDEX_TWICE -> last.put("index", 0);
            case ODD_TIMES -> {
                first.put("end_time", -1.5);
                last.put("start_time", null);
                last.put("end_time", null);
            }
            default -> {
                // Nothing of what was said is damaged.
            }
        }
    }
}
