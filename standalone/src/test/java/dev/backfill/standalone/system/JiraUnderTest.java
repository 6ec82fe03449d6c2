package dev.backfill.standalone.system;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Jira: fetched by id in bulk, listed along page tokens. */
final class JiraUnderTest implements SourceUnderTest {
    @Override
    public String id() {
        return "jira";
    }

    @Override
    public int size() {
        return SharedSystem.ISSUES;
    }

    @Override
    public String everything() {
        return "{\"parallelism\":8}";
    }

    @Override
    public String recordTable() {
        return "issue";
    }

    @Override
    public String markColumn() {
        return "encode(content_hash, 'hex')";
    }

    @Override
    public String mark(JsonNode line) {
        return line.path("sha256").asString();
    }

    @Override
    public String partition(JsonNode line) {
        return line.path("project").asString();
    }

    @Override
    public List<Parts> parts() {
        return List.of(
                Parts.byId("jira", "comment", "comments"), Parts.byId("jira", "worklog", "worklogs"), Parts.byId("jira", "change", "changes"));
    }

    @Override
    public String fetchRoute() {
        return "issue/bulkfetch";
    }

    @Override
    public String listRoute() {
        return "search/jql";
    }

    @Override
    public List<String> ownWeather() {
        return List.of(
                "[{'kind':'repeatedToken','count':2,'route':'search/jql'},{'kind':'countLies','percent':-5}]",
                "[{'kind':'sameKeys','count':2,'route':'search/jql'},{'kind':'emptyPages','every':2,'count':6,'route':'search/jql'}]");
    }

    /** Comments of a longer list come by requests of their own. */
    @Override
    public boolean isOrdinary(JsonNode line) {
        return line.path("comments").size() < 20;
    }

    @Override
    public String recordRoute(String id) {
        return "issues/" + id;
    }

    @Override
    public String mutations() {
        return "{\"editsPerSecond\":30,\"addsPerSecond\":5,\"deletesPerSecond\":3}";
    }

    @Override
    public String toString() {
        return id();
    }
}
