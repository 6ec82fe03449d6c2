package dev.backfill.standalone.system;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Tempo: whole worklogs come with the lists, along offsets. */
final class TempoUnderTest implements SourceUnderTest {
    @Override
    public String id() {
        return "tempo";
    }

    @Override
    public int size() {
        return 1_500;
    }

    @Override
    public String everything() {
        return "{\"fromDate\":\"" + SharedSystem.FIRST_DAY + "\",\"parallelism\":8}";
    }

    @Override
    public String recordTable() {
        return "worklog";
    }

    @Override
    public String markColumn() {
        return "encode(content_hash, 'hex')";
    }

    @Override
    public String mark(JsonNode line) {
        return line.path("sha256").asString();
    }

    /** Of the period that is pulled: people at work add worklogs for days long before it. */
    @Override
    public String manifest() {
        return "manifest?from=" + SharedSystem.FIRST_DAY + "&to=" + LocalDate.now(ZoneOffset.UTC);
    }

    @Override
    public String partition(JsonNode line) {
        return line.path("month").asString();
    }

    @Override
    public List<Parts> parts() {
        return List.of();
    }

    @Override
    public String fetchRoute() {
        return "worklogs";
    }

    /** Ids come with whole worklogs alone: of one that breaks its list, the place in the list is known. */
    @Override
    public boolean namesPoison() {
        return false;
    }

    @Override
    public String listRoute() {
        return "worklogs";
    }

    @Override
    public List<String> ownWeather() {
        return List.of(
                "[{'kind':'shiftedOffsets','by':1,'count':3,'route':'worklogs'},{'kind':'emptyPages','every':3,'count':6,'route':'worklogs'}]",
                "[{'kind':'shortPages','most':10,'count':20,'route':'worklogs'},{'kind':'sameKeys','count':2,'route':'worklogs'}]");
    }

    @Override
    public String recordRoute(String id) {
        return "worklogs/" + id;
    }

    /** None is moved: what leaves the period that is pulled is no longer in the manifest of it. TempoWholeRunTest moves some. */
    @Override
    public String mutations() {
        return "{\"editsPerSecond\":20,\"addsPerSecond\":5,\"deletesPerSecond\":3}";
    }

    @Override
    public String toString() {
        return id();
    }
}
