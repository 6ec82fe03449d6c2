package dev.backfill.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Compares what is stored with the source's own manifest, as the set tests of Jepsen do: lost, stale and phantom issues, comments,
 * worklogs and changes. Doubled ones cannot be: the id is the primary key.
 */
record StoredSet(List<String> lost, List<String> stale, List<String> phantom, int compared) {
    static StoredSet compare(SystemUnderTest system, String... projects) {
        Map<String, String> stored = new HashMap<>();
        system.sql()
                .sql("select id, encode(content_hash, 'hex') as hash from jira.issue where deleted_at is null")
                .query(row -> {
                    stored.put(row.getString("id"), row.getString("hash"));
                });
        Parts comments = new Parts(system, "comment");
        Parts worklogs = new Parts(system, "worklog");
        Parts changes = new Parts(system, "change");
        List<String> lost = new ArrayList<>();
        List<String> stale = new ArrayList<>();
        int compared = 0;
        Set<String> chosen = Set.of(projects);
        for (JsonNode issue : manifest(system)) {
            String id = issue.path("id").asString();
            if (!chosen.isEmpty() && !chosen.contains(issue.path("project").asString())) {
                stored.remove(id);
                continue;
            }
            compared++;
            String hash = stored.remove(id);
            if (hash == null) {
                lost.add(issue.path("key").asString());
            } else if (!hash.equals(issue.path("sha256").asString())) {
                stale.add(issue.path("key").asString());
            }
            comments.compare(issue.path("comments"), lost);
            worklogs.compare(issue.path("worklogs"), lost);
            changes.compare(issue.path("changes"), lost);
        }
        List<String> phantom = new ArrayList<>(stored.keySet());
        if (chosen.isEmpty()) {
            comments.addRest(phantom);
            worklogs.addRest(phantom);
            changes.addRest(phantom);
        }
        return new StoredSet(lost, stale, phantom, compared);
    }

    private static List<JsonNode> manifest(SystemUnderTest system) {
        HttpResponse<String> lines = system.simulator("GET", "/admin/jira/manifest", null);
        return lines.body().lines().map(SystemUnderTest.JSON::readTree).toList();
    }

    /** The ids of one table of parts that the source has not accounted for yet. */
    private record Parts(String table, Set<String> stored) {
        Parts(SystemUnderTest system, String table) {
            this(table, new HashSet<>(system.sql()
                    .sql("select id from jira." + table + " where deleted_at is null")
                    .query(String.class)
                    .list()));
        }

        void compare(JsonNode ids, List<String> lost) {
            for (JsonNode id : ids) {
                if (!stored.remove(id.asString())) {
                    lost.add(table + " " + id.asString());
                }
            }
        }

        void addRest(List<String> phantom) {
            stored.forEach(id -> phantom.add(table + " " + id));
        }
    }

    void assertEqual(int atLeast) {
        assertThat(lost).as("lost").isEmpty();
        assertThat(stale).as("stale").isEmpty();
        assertThat(phantom).as("phantom").isEmpty();
        assertThat(compared).as("issues compared").isGreaterThanOrEqualTo(atLeast);
    }
}
