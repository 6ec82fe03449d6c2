package dev.backfill.simulator.fireflies.generated;

import dev.backfill.simulator.fireflies.generated.Chance.Purpose;
import dev.backfill.simulator.fireflies.meeting.Meeting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The sentences of a meeting. */
final class Spoken {

    private static final int MOST = 3_000;

    private final Chance chance;
    private final MeetingPoison poison;

    Spoken(Chance chance, MeetingPoison poison) {
        this.chance = chance;
        this.poison = poison;
    }

    /** A dozen to a hundred as a rule; now and then hundreds, seldom three thousand. */
    int count(Meeting meeting) {
        SplittableRandom random = chance.of(meeting.number() + Integer.MAX_VALUE, Purpose.SENTENCES);
        int kind = random.nextInt(200);
        int drawn = kind == 0 ? MOST : kind < 10 ? 300 + random.nextInt(600) : 10 + random.nextInt(100);
        return meeting.edits().sentences().orElse(drawn);
    }

    int speakers(Meeting meeting) {
        return 1 + chance.of(meeting.number() - Integer.MAX_VALUE, Purpose.PEOPLE).nextInt(5);
    }

    /** Some are known only by their number, some not at all. */
    @Nullable String speaker(Meeting meeting, int speaker) {
        return speaker == 3 ? "Speaker " + (speaker + 1) : speaker == 4 ? null : Team.name((int) (meeting.number() % Team.SIZE) + speaker);
    }

    List<Map<String, @Nullable Object>> sentences(Meeting meeting) {
        int count = count(meeting);
        SplittableRandom random = chance.of(meeting.number(), Purpose.SENTENCES);
        Phrases language = GeneratedContent.language(chance, meeting);
        int speakers = speakers(meeting);
        List<Map<String, @Nullable Object>> sentences = new ArrayList<>(count);
        double time = 0;
        for (int index = 0; index < count; index++) {
            double start = time + random.nextInt(200) / 100.0;
            double end = start + 0.5 + random.nextInt(900) / 100.0;
            time = end;
            String raw = GeneratedContent.pick(language.sentences(), random);
            sentences.add(sentence(meeting, index, random.nextInt(speakers), raw, start, end));
        }
        correct(meeting, sentences);
        if (!sentences.isEmpty()) {
            poison.of(meeting).ifPresent(kind -> Damage.sentences(kind, sentences));
        }
        return sentences;
    }

    private Map<String, @Nullable Object> sentence(Meeting meeting, int index, int speaker, String text, double start,
            double end) {
        Map<String, @Nullable Object> sentence = LinkedHashMap.newLinkedHashMap(8);
        sentence.put("index", index);
        sentence.put("speaker_id", index % 97 == 96 ? null : speaker);
        sentence.put("speaker_name", index % 97 == 96 ? null : speaker(meeting, speaker));
        sentence.put("text", text);
        sentence.put("raw_text", index % 50 == 49 ? null : text.toLowerCase(Locale.ROOT));
        sentence.put("start_time", rounded(start));
        sentence.put("end_time", rounded(end));
        sentence.put("ai_filters", index % 10 == 0 ? filters(text) : null);
        return sentence;
    }

    private static Map<String, @Nullable Object> filters(String text) {
        Map<String, @Nullable Object> filters = new LinkedHashMap<>();
        filters.put("task", text.contains("own") ? text : null);
        filters.put("question", text.endsWith("?") ? text : null);
        filters.put("text_cleanup", text);
        filters.put("sentiment", "neutral");
        return filters;
    }

    private static void correct(Meeting meeting, List<Map<String, @Nullable Object>> sentences) {
        for (int i = 1; i <= meeting.edits().corrections() && !sentences.isEmpty(); i++) {
            sentences.get(i * 7 % sentences.size()).put("text", "Corrected for the %d. time: das stimmt so 没错".formatted(i));
        }
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 100) / 100.0;
    }
}
