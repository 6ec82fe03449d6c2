package dev.backfill.simulator.notion.content;

import dev.backfill.simulator.notion.workspace.NotionId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rich text: runs of text, mentions and equations. */
final class RichText {

    private RichText() {}

    /** One plain run; none for an empty text. */
    static ArrayNode plain(String text) {
        ArrayNode runs = Shapes.array();
        if (!text.isEmpty()) {
            runs.add(run(text));
        }
        return runs;
    }

    static ObjectNode run(String text) {
        ObjectNode run = Shapes.object().put("type", "text");
        run.putObject("text").put("content", text).putNull("link");
        return finish(run, text, null, false);
    }

    static ObjectNode link(String text, String url) {
        ObjectNode run = Shapes.object().put("type", "text");
        run.putObject("text").put("content", text).putObject("link").put("url", url);
        return finish(run, text, url, false);
    }

    static ObjectNode bold(String text) {
        ObjectNode run = Shapes.object().put("type", "text");
        run.putObject("text").put("content", text).putNull("link");
        return finish(run, text, null, true);
    }

    static ObjectNode equation(String expression) {
        ObjectNode run = Shapes.object().put("type", "equation");
        run.putObject("equation").put("expression", expression);
        return finish(run, expression, null, false);
    }

    static ObjectNode mentionOfDate(String date) {
        ObjectNode run = Shapes.object().put("type", "mention");
        run.putObject("mention").put("type", "date").putObject("date").put("start", date).putNull("end").putNull("time_zone");
        return finish(run, date, null, false);
    }

    static ObjectNode mentionOfPage(NotionId page, String title) {
        ObjectNode run = Shapes.object().put("type", "mention");
        run.putObject("mention").put("type", "page").putObject("page").put("id", page.text());
        return finish(run, title, "https://app.notion.com/p/" + page.digits(), false);
    }

    static ObjectNode mentionOfUser(ObjectNode user, String name) {
        ObjectNode run = Shapes.object().put("type", "mention");
        run.putObject("mention").put("type", "user").set("user", user);
        return finish(run, "@" + name, null, false);
    }

    /** A paragraph of several kinds of runs. */
    static ArrayNode mixed(long seed, Users users, long time) {
        ArrayNode runs = Shapes.array();
        runs.add(run(Words.of(Words.SENTENCES, seed) + " "));
        switch ((int) Math.floorMod(seed >>> 8, 6L)) {
            case 0 -> runs.add(bold("Important")).add(run(": ")).add(link("the page", "https://example.com/?a=1&b=2"));
            case 1 -> runs.add(equation("E = mc^2"));
            case 2 -> runs.add(mentionOfDate(Shapes.date(time)));
            case 3 -> {
                int person = (int) Math.floorMod(seed >>> 16, (long) Users.LISTED);
                runs.add(mentionOfUser(users.at(person), Users.name(person)));
            }
            default -> runs.add(run(Words.of(Words.SENTENCES, seed >>> 20)));
        }
        return runs;
    }

    private static ObjectNode finish(ObjectNode run, String plain, @Nullable String href, boolean bold) {
        run.putObject("annotations").put("bold", bold).put("italic", false).put("strikethrough", false)
                .put("underline", false).put("code", false).put("color", "default");
        return run.put("plain_text", plain).put("href", href);
    }
}
