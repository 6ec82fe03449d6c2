package dev.backfill.workers.source.notion;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a block stands in its page. Kept in the block's own JSON, under a name that Notion does not use, so that everything can be made
 * anew of what is stored, and a block that has moved is another one.
 *
 * @param ordinal its place in reading order, from 0
 * @param depth 0 at the top
 */
record BlockPlace(int ordinal, int depth) {
    /** What this program adds to Notion's objects. */
    static final String ADDED = "backfill";
    /** The blocks that a copy of a synced block shows, which belong to another page; each with its own below. */
    static final String SHOWS = "shows";

    static BlockPlace of(int ordinal, int depth) {
        return new BlockPlace(ordinal, depth);
    }

    void writeTo(ObjectNode block) {
        added(block).put("ordinal", ordinal).put("depth", depth);
    }

    static BlockPlace readFrom(JsonNode block) {
        JsonNode added = block.path(ADDED);
        return new BlockPlace(added.path("ordinal").asInt(0), added.path("depth").asInt(0));
    }

    /** The member of an object that this program adds, made if it is not there. */
    static ObjectNode added(ObjectNode object) {
        return object.get(ADDED) instanceof ObjectNode there ? there : object.putObject(ADDED);
    }

    static JsonNode shown(JsonNode block) {
        return block.path(ADDED).path(SHOWS);
    }
}
