package dev.backfill.simulator.fireflies.generated;

import dev.backfill.simulator.fireflies.meeting.Meeting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Summaries of meetings: texts with marks of emphasis and line breaks; some parts are missing, all are empty after silence. */
final class Summaries {

    private Summaries() {}

    static Map<String, @Nullable Object> of(Meeting meeting, Phrases language, boolean silent, SplittableRandom random) {
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        String first = silent ? "" : GeneratedContent.pick(language.sentences(), random);
        String second = silent ? "" : GeneratedContent.pick(language.sentences(), random);
        String version = meeting.edits().summaryVersion() == 0 || silent ? "" : "(v%d) ".formatted(meeting.edits().summaryVersion() + 1);
        summary.put("overview", silent ? "" : version + "- **" + first + "** " + second + "\n- " + second);
        summary.put("action_items", silent ? "" : "**" + Team.name(random.nextInt(Team.SIZE)) + "**\n" + second + " (12:40)\n");
        summary.put("keywords", silent ? List.of() : List.of("budget", "release", language.titles().getFirst()));
        summary.put("outline", silent ? "" : "**Beginning (00:00)**\n" + first + "\n**End (10:00)**\n" + second);
        summary.put("shorthand_bullet", silent ? "" : "🚀 **" + first + "** (00:00 - 10:00)\n" + second);
        summary.put("bullet_gist", silent || random.nextInt(8) == 0 ? null : "🚀 " + first);
        summary.put("notes", silent || random.nextInt(4) == 0 ? null : "## " + first + "\n" + second);
        summary.put("gist", silent ? null : version + first);
        summary.put("short_summary", silent ? "" : version + first + " " + second);
        summary.put("short_overview", silent || random.nextInt(8) == 0 ? null : second);
        summary.put("meeting_type", silent ? null : random.nextInt(5) == 0 ? "" : "Team meeting");
        summary.put("topics_discussed", silent || random.nextInt(4) == 0 ? null : List.of(first, second));
        summary.put("transcript_chapters", silent || random.nextInt(4) == 0 ? null : List.of(first));
        summary.put("extended_sections", silent || random.nextInt(4) > 0 ? List.of()
                : List.of(Map.of("title", "Risks", "content", second)));
        return summary;
    }
}
