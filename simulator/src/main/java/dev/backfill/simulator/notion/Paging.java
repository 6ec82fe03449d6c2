package dev.backfill.simulator.notion;

import dev.backfill.simulator.http.HttpCall;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which part of a list is wanted.
 *
 * @param size 1 to 100
 * @param cursor as it was given; empty for the beginning
 */
record Paging(int size, String cursor) {

    private static final int MOST = 100;
    /** Stands before what makes a cursor of a fault unlike any other. */
    private static final String NONCE = "~";

    static Paging ofQuery(HttpCall call) {
        String size = call.parameter("page_size").orElse(Integer.toString(MOST));
        return new Paging(size(size, "query"), call.parameter("start_cursor").orElse(""));
    }

    static Paging ofBody(ObjectNode body) {
        JsonNode size = body.path("page_size");
        JsonNode cursor = body.path("start_cursor");
        if (!cursor.isMissingNode() && !cursor.isString()) {
            throw new Refusal(NotionErrors.invalid("body failed validation: body.start_cursor should be a string or `undefined`, "
                    + "instead was `" + cursor + "`."));
        }
        return new Paging(size.isMissingNode() ? MOST : size(size.toString(), "body"), cursor.asString(""));
    }

    private static int size(String text, String where) {
        String problem = "%s failed validation: %s.page_size should be ".formatted(where, where);
        int size;
        try {
            size = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new Refusal(NotionErrors.invalid("%sa number or `undefined`, instead was `%s`.".formatted(problem, text)));
        }
        if (size > MOST || size < 1) {
            throw new Refusal(NotionErrors.invalid("%s%s, instead was `%d`."
                    .formatted(problem, size < 1 ? "≥ `1`" : "≤ `100`", size)));
        }
        return size;
    }

    /** The place that the cursor names. */
    String place() {
        return cursor.split(NONCE, 2)[0];
    }

    /** A cursor like no other that leads to the same place. */
    static String fresh(String place) {
        return place + NONCE + Long.toHexString(System.nanoTime());
    }

    static Refusal badCursor(String cursor) {
        return new Refusal(NotionErrors.invalid("The start_cursor provided is invalid: " + cursor));
    }
}
