package dev.backfill.workers.source.jira;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The plain text of Jira's rich text fields: lines, list markers, tables, link targets, names and dates stay readable,
 * all other formatting goes. Nodes and marks are those of
 * <a href="https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/">Atlassian Document Format</a>.
 */
final class AdfText {

    /** Real documents stay below 20; deeper ones would end in a StackOverflowError, so their rest loses its layout. */
    private static final int DEEPEST_LAYOUT = 200;

    private static final Set<String> TEXT_BLOCKS =
            Set.of("paragraph", "heading", "caption", "taskItem", "decisionItem", "codeBlock");

    private final AdfLines lines = new AdfLines();
    private final AdfInline inline = new AdfInline(lines);
    private boolean insideText;

    private AdfText() {}

    /**
     * Reads a rich text field of either version of Jira's API: a document {@code {"type":"doc","version":1,"content":[…]}}
     * (v3), or a string of wiki markup (v2), which is returned as it is.
     *
     * @return null when the field is absent or null, an empty string when a document has no text. Never fails: an unknown
     *     or malformed node yields the text below it. No document makes it recurse deeper than 200 nodes.
     */
    static @Nullable String read(@Nullable JsonNode body) {
        if (body == null || body.isMissingNode() || body.isNull()) {
            return null;
        }
        if (body.isValueNode()) {
            return body.asString("");
        }
        AdfText document = new AdfText();
        document.node(new AdfNode(body), 0);
        document.inline.closeLink();
        return document.lines.read();
    }

    private void node(AdfNode node, int depth) {
        if (inline.write(node)) {
            return;
        }
        inline.closeLink();
        if (depth > DEEPEST_LAYOUT) {
            flatten(node);
        } else {
            block(node, depth);
        }
    }

    private void block(AdfNode node, int depth) {
        switch (node.type()) {
            case "paragraph", "caption" -> framed(node, "", "", depth);
            case "heading" -> framed(node, headingMarker(node), "", depth);
            case "blockquote" -> framed(node, "> ", "> ", depth);
            case "bulletList", "orderedList", "taskList", "decisionList" -> list(node, depth);
            case "listItem" -> item(node, "- ", depth);
            case "taskItem", "blockTaskItem" -> item(node, node.attribute("state").equals("DONE") ? "[x] " : "[ ] ", depth);
            case "decisionItem" -> item(node, "<> ", depth);
            case "codeBlock" -> code(node, depth);
            case "panel" -> titled(node, AdfNode.bracketed(node.attribute("panelType")), depth);
            case "expand", "nestedExpand" -> titled(node, node.attribute("title"), depth);
            case "extension", "bodiedExtension" -> titled(node, node.extensionText(), depth);
            case "rule" -> titled(node, "---", depth);
            case "blockCard", "embedCard" -> titled(node, node.cardUrl(), depth);
            case "tableRow" -> row(node, depth);
            case "media" -> media(node);
            default -> container(node, depth);
        }
    }

    private void children(AdfNode node, int depth) {
        boolean outside = insideText;
        insideText |= TEXT_BLOCKS.contains(node.type());
        lines.write(node.text());
        for (JsonNode child : node.content()) {
            node(new AdfNode(child), depth + 1);
        }
        inline.closeLink();
        insideText = outside;
    }

    /** Nodes that only hold others (doc, table, layouts, media), and unknown ones: those within a line do not break it. */
    private void container(AdfNode node, int depth) {
        if (!insideText) {
            lines.endLine();
        }
        int start = lines.length();
        lines.write(node.attribute("text"));
        children(node, depth);
        inline.writeTarget(node.linkTarget(), start);
        if (!insideText) {
            lines.endBlock();
        }
    }

    private void framed(AdfNode node, String firstLine, String otherLines, int depth) {
        AdfLines.Margin outer = lines.enter(firstLine, otherLines);
        children(node, depth);
        lines.leave(outer);
        lines.endBlock();
    }

    private void titled(AdfNode node, String title, int depth) {
        lines.endLine();
        lines.write(title);
        lines.endLine();
        children(node, depth);
        lines.endBlock();
    }

    private void list(AdfNode node, int depth) {
        boolean ordered = node.type().equals("orderedList");
        long number = node.numericAttribute("order", 1);
        for (JsonNode json : node.content()) {
            AdfNode child = new AdfNode(json);
            switch (child.type()) {
                case "listItem" -> item(child, ordered ? number++ + ". " : "- ", depth + 1);
                case "taskItem", "blockTaskItem", "decisionItem" -> node(child, depth + 1);
                // A list of tasks holds its sub-lists directly.
                default -> indented(child, depth + 1);
            }
        }
        lines.endBlock();
    }

    private void item(AdfNode node, String marker, int depth) {
        AdfLines.Margin outer = lines.enterItem(marker);
        children(node, depth);
        lines.startLineIfNone();
        lines.leave(outer);
        lines.endLine();
    }

    private void indented(AdfNode node, int depth) {
        AdfLines.Margin outer = lines.enterItem("  ");
        node(node, depth);
        inline.closeLink();
        lines.leave(outer);
        lines.endLine();
    }

    private void code(AdfNode node, int depth) {
        lines.endLine();
        lines.write("```" + node.attribute("language"));
        lines.endLine();
        lines.verbatim(true);
        children(node, depth);
        lines.verbatim(false);
        lines.endLine();
        lines.write("```");
        lines.endBlock();
    }

    private void row(AdfNode node, int depth) {
        lines.endLine();
        boolean first = true;
        for (JsonNode cell : node.content()) {
            if (!first) {
                lines.write(" | ");
            }
            first = false;
            AdfLines.Margin outer = lines.enterCell();
            node(new AdfNode(cell), depth + 1);
            inline.closeLink();
            lines.leaveCell(outer);
        }
        lines.endLine();
    }

    private void media(AdfNode node) {
        lines.endLine();
        int start = lines.length();
        lines.write(node.mediaName());
        inline.writeTarget(node.linkTarget(), start);
    }

    private static String headingMarker(AdfNode node) {
        return "#".repeat(Math.clamp(node.numericAttribute("level", 1), 1, 6)) + " ";
    }

    /** Writes what is below a node without recursion, a line for each node that holds text. */
    private void flatten(AdfNode node) {
        Deque<Iterator<JsonNode>> open = new ArrayDeque<>();
        open.push(List.of(node.json()).iterator());
        while (!open.isEmpty()) {
            if (!open.element().hasNext()) {
                open.pop();
                inline.closeLink();
                lines.endLine();
                continue;
            }
            AdfNode next = new AdfNode(open.element().next());
            if (!inline.write(next)) {
                inline.closeLink();
                lines.endLine();
                lines.write(AdfNode.firstNonEmpty(next.text(), next.attribute("text")));
                open.push(next.content().iterator());
            }
        }
    }
}
