package dev.backfill.workers.source.jira;

import static dev.backfill.workers.source.jira.AdfNode.firstNonEmpty;

import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The inline nodes of a document and their marks. Of the marks only a link is visible in plain text: its target follows
 * the label, once, however many differently marked pieces the label is cut into.
 */
final class AdfInline {

    private static final long DAY = 86_400_000L;
    private static final long SHORTEST_USUAL_TIMESTAMP = 100_000_000_000L;
    private static final long END_OF_YEAR_9999 = 253_402_300_799_999L;

    private final AdfLines lines;
    private String openTarget = "";
    private int labelStart;

    AdfInline(AdfLines lines) {
        this.lines = lines;
    }

    /** Writes an inline node; false, with nothing written, when the node is not one. */
    boolean write(AdfNode node) {
        String text = textOf(node);
        if (text == null) {
            return false;
        }
        openLink(node.linkTarget());
        if (node.type().equals("inlineCard")) {
            lines.writeApart(text);
        } else {
            lines.write(text);
        }
        return true;
    }

    /** To be called wherever a run of inline nodes ends. */
    void closeLink() {
        String target = openTarget;
        openTarget = "";
        writeTarget(target, labelStart);
    }

    /** Writes a link's target behind its label, which is the text since {@code start}. */
    void writeTarget(String target, int start) {
        if (target.isEmpty()) {
            return;
        }
        String label = lines.since(start);
        if (label.isBlank()) {
            lines.write(target);
        } else if (!label.strip().equals(target)) {
            // A label that ends in a space lends it to the text after the link.
            lines.write(label.endsWith(" ") ? "(" + target + ") " : " (" + target + ")");
        }
    }

    private void openLink(String target) {
        if (!target.equals(openTarget)) {
            closeLink();
            openTarget = target;
            labelStart = lines.length();
        }
    }

    private static @Nullable String textOf(AdfNode node) {
        return switch (node.type()) {
            case "text" -> node.text();
            case "hardBreak" -> "\n";
            case "mention" -> mention(firstNonEmpty(node.attribute("text"), node.attribute("id")));
            case "emoji" -> firstNonEmpty(node.attribute("text"), node.attribute("shortName"));
            case "inlineCard" -> node.cardUrl();
            case "date" -> date(node.attribute("timestamp"));
            case "status" -> AdfNode.bracketed(node.attribute("text"));
            case "placeholder" -> node.attribute("text");
            case "mediaInline" -> node.mediaName();
            case "inlineExtension" -> node.extensionText();
            default -> null;
        };
    }

    private static String mention(String name) {
        return name.isEmpty() || name.startsWith("@") ? name : "@" + name;
    }

    /** Jira writes midnight UTC in milliseconds; what cannot be that (seconds, words) is kept as it stands. */
    private static String date(String timestamp) {
        if (!timestamp.matches("-?\\d{1,15}")) {
            return timestamp;
        }
        long millis = Long.parseLong(timestamp);
        boolean likelySeconds = Math.abs(millis) < SHORTEST_USUAL_TIMESTAMP && millis % DAY != 0;
        if (likelySeconds || Math.abs(millis) > END_OF_YEAR_9999) {
            return timestamp;
        }
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
}
