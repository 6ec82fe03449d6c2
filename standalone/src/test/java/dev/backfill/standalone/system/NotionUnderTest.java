package dev.backfill.standalone.system;

import dev.backfill.simulator.notion.workspace.NotionId;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Notion: pages fetched one by one with their blocks, listed by searches and by queries of data sources. */
final class NotionUnderTest implements SourceUnderTest {
    /** The simulator numbers comments on blocks from here; they would take a request for each block, and are not pulled. */
    private static final int FIRST_ON_BLOCKS = 1 << 12;

    @Override
    public String id() {
        return "notion";
    }

    @Override
    public int size() {
        return 130;
    }

    @Override
    public String everything() {
        return "{\"days\":3650,\"parallelism\":8}";
    }

    @Override
    public String recordTable() {
        return "page";
    }

    @Override
    public String markColumn() {
        return "coalesce(title, '')";
    }

    @Override
    public String mark(JsonNode line) {
        return line.path("title").asString("");
    }

    @Override
    public String partition(JsonNode line) {
        return line.path("partition").asString();
    }

    @Override
    public List<Parts> parts() {
        Parts comments = Parts.byId("notion", "comment", "comments");
        return List.of(
                Parts.byId("notion", "block", "blocks"),
                new Parts("comment", comments.sql(), line -> comments.expected().apply(line).filter(NotionUnderTest::isOnPage)));
    }

    private static boolean isOnPage(String comment) {
        return NotionId.read(comment).orElseThrow().part() < FIRST_ON_BLOCKS;
    }

    @Override
    public String fetchRoute() {
        return "blocks/children";
    }

    /** A page of which only blocks cannot be read is stored without them. */
    @Override
    public List<String> poisonRoutes() {
        return List.of("pages");
    }

    @Override
    public String listRoute() {
        return "data_sources/query";
    }

    @Override
    public List<String> ownWeather() {
        return List.of(
                "[{'kind':'shortPages','most':7},{'kind':'repeatedToken','count':2,'route':'search'},"
                        + "{'kind':'notLastWithoutToken','count':1,'route':'blocks/children'},"
                        + "{'kind':'emptyPages','every':2,'count':4,'route':'data_sources/query'}]",
                "[{'kind':'shortPages','most':7},{'kind':'expiredToken','count':2,'route':'data_sources/query'}]");
    }

    /** A page with few blocks, on which no other rests. */
    @Override
    public boolean isOrdinary(JsonNode line) {
        return line.path("blocks").size() < 40 && !line.path("partition").asString().equals("workspace");
    }

    @Override
    public String recordRoute(String id) {
        return "objects/" + id;
    }

    @Override
    public String mutations() {
        return "{\"editsPerSecond\":4,\"addsPerSecond\":1.5,\"trashesPerSecond\":0.2,\"deletesPerSecond\":0.2}";
    }

    /** A comment leaves the time of its page alone. */
    @Override
    public Set<String> editedWithoutTrace() {
        return Set.of("comment");
    }

    @Override
    public String toString() {
        return id();
    }
}
