package dev.backfill.workers.source.fireflies;

import dev.backfill.workers.source.JsonMembers;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A transcript for reading: a paragraph for each turn of a speaker, such as {@code [00:12:40] Ada Lovelace: Good morning. Shall we?}. */
final class TranscriptText {
    private final StringBuilder text = new StringBuilder();
    private @Nullable String speaker;

    private TranscriptText() {}

    /** Null if nothing was said. */
    static @Nullable String read(JsonNode sentences) {
        TranscriptText reading = new TranscriptText();
        sentences.forEach(reading::add);
        return reading.text.isEmpty() ? null : reading.text.toString();
    }

    private void add(JsonNode sentence) {
        String said = JsonMembers.text(sentence, "text");
        String words = Objects.requireNonNullElse(said == null ? JsonMembers.text(sentence, "raw_text") : said, "").strip();
        if (words.isEmpty()) {
            return;
        }
        String name = speakerOf(sentence);
        if (name.equals(speaker)) {
            text.append(' ').append(words);
            return;
        }
        speaker = name;
        text.append(text.isEmpty() ? "" : "\n").append(timeOf(sentence)).append(name).append(": ").append(words);
    }

    /** Somebody without a name has a number, from 0 on; people count from 1, as Fireflies' own names do ("Speaker 1"). */
    static String speakerOf(JsonNode sentence) {
        String name = JsonMembers.text(sentence, "speaker_name");
        if (name != null && !name.isBlank()) {
            return name.strip();
        }
        String number = JsonMembers.text(sentence, "speaker_id");
        return number == null || !number.matches("\\d{1,4}") ? "Unknown speaker" : "Speaker " + (Integer.parseInt(number) + 1);
    }

    private static String timeOf(JsonNode sentence) {
        Double start = FirefliesValues.decimal(sentence, "start_time");
        if (start == null || start < 0 || start > 1e7) {
            return "";
        }
        long seconds = start.longValue();
        return "[%02d:%02d:%02d] ".formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60);
    }
}
