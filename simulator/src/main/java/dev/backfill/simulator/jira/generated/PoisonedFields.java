package dev.backfill.simulator.jira.generated;

import dev.backfill.simulator.jira.site.Issue;
import dev.backfill.simulator.json.JsonBuffer;
import java.util.Arrays;

/** Writes the damaged value in place of the sound one. */
final class PoisonedFields {

    private static final int HUGE = 5 * 1024 * 1024;

    private final GeneratedContent content;

    PoisonedFields(GeneratedContent content) {
        this.content = content;
    }

    /** Whether a value was written, so that the sound one must not be. */
    boolean write(Poison.Kind kind, String field, Issue issue, JsonBuffer out) {
        return switch (kind) {
            case NUL -> when(field.equals("summary"), () ->
                    out.raw("\"nul \\u0000 inside \\u0000\""));
            case LONE_SURROGATE -> when(field.equals("summary"), () ->
                    out.raw("\"lone \\ud83d and \\udc00 surrogates\""));
            case HUGE_TEXT -> when(field.equals("description"), () -> huge(out));
            case FIRST_YEAR -> when(field.equals("duedate") || field.equals("resolutiondate"), () ->
                    out.raw(field.equals("duedate") ? "\"0001-01-01\"" : "\"0001-01-01T00:00:00.000+0000\""));
            case LAST_YEAR -> when(field.equals("duedate") || field.equals("resolutiondate"), () ->
                    out.raw(field.equals("duedate") ? "\"9999-12-31\"" : "\"9999-12-31T23:59:59.999+0000\""));
            case NO_DATE -> when(field.equals("duedate") || field.equals("created"), () ->
                    out.raw("\"tomorrow, perhaps\""));
            case NO_KEY -> false;
            case NAME_TWICE -> when(field.equals("summary"), () ->
                    out.raw("\"the first of two\",\"summary\":").string(content.currentSummary(issue)));
        };
    }

    private static boolean when(boolean applies, Runnable writer) {
        if (applies) {
            writer.run();
        }
        return applies;
    }

    private static void huge(JsonBuffer out) {
        byte[] text = new byte[HUGE];
        Arrays.fill(text, (byte) 'x');
        out.raw("{\"type\":\"doc\",\"version\":1,\"content\":[{\"type\":\"paragraph\",\"content\":[")
                .raw("{\"type\":\"text\",\"text\":\"").raw(text).raw("\"}]}]}");
    }
}
