package dev.backfill.simulator.jira.recorded;

import dev.backfill.simulator.jira.site.Project;
import dev.backfill.simulator.jira.site.Vocabulary;
import dev.backfill.simulator.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The lines of {@code issues.ndjson}, {@code projects.ndjson}, {@code users.ndjson} and {@code worklogs.ndjson}.
 *
 * @param projectLines as {@code project/search} answered them
 */
public record Recording(List<ObjectNode> issues, List<ObjectNode> projectLines, List<ObjectNode> users,
        List<ObjectNode> worklogLines) {

    /** Reads a folder, or the folder {@code jira} inside it. */
    public static Recording read(Path folder) {
        Path jira = Files.isDirectory(folder.resolve("jira")) ? folder.resolve("jira") : folder;
        if (!Files.isRegularFile(jira.resolve("issues.ndjson"))) {
            throw new IllegalArgumentException("no issues.ndjson in " + folder);
        }
        return new Recording(lines(jira.resolve("issues.ndjson")), lines(jira.resolve("projects.ndjson")),
                lines(jira.resolve("users.ndjson")), lines(jira.resolve("worklogs.ndjson")));
    }

    private static List<ObjectNode> lines(Path file) {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank()).map(line -> (ObjectNode) Json.MAPPER.readTree(line)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The account ids of the users. */
    public List<String> accountIds() {
        return users.stream().map(user -> user.path("accountId").asString("")).filter(id -> !id.isEmpty()).toList();
    }

    /** JSON of the users by account id. */
    Map<String, byte[]> usersById() {
        Map<String, byte[]> byId = new LinkedHashMap<>();
        users.stream().filter(user -> !user.path("accountId").asString("").isEmpty())
                .forEach(user -> byId.put(user.path("accountId").asString(), Json.bytes(user)));
        return byId;
    }

    /** Those with a line of their own, then those that only issues tell of. */
    List<Project> projects() {
        Map<String, ObjectNode> byKey = new LinkedHashMap<>();
        projectLines.forEach(project -> byKey.put(project.path("key").asString(), project));
        for (ObjectNode issue : issues) {
            if (issue.path("fields").path("project") instanceof ObjectNode project) {
                byKey.putIfAbsent(project.path("key").asString(), project);
            }
        }
        List<Project> projects = new ArrayList<>();
        for (ObjectNode project : byKey.values()) {
            byte[] json = Json.bytes(project);
            projects.add(new Project(projects.size(), project.path("id").asString(), project.path("key").asString(),
                    project.path("name").asString(), Project.Status.LIVE, json, json));
        }
        return projects;
    }

    int position(List<Project> projects, String key) {
        return projects.stream().filter(project -> project.key().equals(key)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no project is recorded for key " + key)).position();
    }

    Vocabulary vocabulary(String field) {
        Map<String, Vocabulary.Entry> byId = new LinkedHashMap<>();
        for (ObjectNode issue : issues) {
            JsonNode named = issue.path("fields").path(field);
            byId.putIfAbsent(named.path("id").asString(""),
                    new Vocabulary.Entry(named.path("id").asString(""), named.path("name").asString("")));
        }
        return new Vocabulary(List.copyOf(byId.values()));
    }

    /** The first person among the users, with the address that is logged in with and the zone that is asked for. */
    byte[] myself(String email, ZoneId zone) {
        ObjectNode myself = users.stream()
                .filter(user -> user.path("active").asBoolean() && user.path("accountType").asString().equals("atlassian"))
                .findFirst().map(ObjectNode::deepCopy).orElseGet(Json.MAPPER::createObjectNode);
        if (!myself.has("accountId")) {
            myself.put("accountId", "557058:backfill").put("displayName", "Backfill Reader").put("active", true);
        }
        return Json.bytes(myself.put("emailAddress", email).put("timeZone", zone.getId()));
    }

    /** What issues created later look like: the shape of the first, without its text. */
    ObjectNode template() {
        ObjectNode whole = Json.MAPPER.createObjectNode();
        ObjectNode fields = whole.putObject("fields");
        issues.stream().findFirst().ifPresent(first -> {
            whole.set("expand", first.path("expand"));
            whole.set("self", first.path("self"));
            for (String name : List.of("issuetype", "status", "priority", "project", "creator", "reporter", "created",
                    "updated")) {
                fields.set(name, first.path("fields").path(name));
            }
        });
        fields.put("summary", "Created while you looked").putNull("description").putArray("labels");
        fields.putObject("comment").put("startAt", 0).put("maxResults", 0).put("total", 0).putArray("comments");
        fields.putObject("worklog").put("startAt", 0).put("maxResults", 20).put("total", 0).putArray("worklogs");
        return whole;
    }

    /** As {@code /field} answers: what the issues show, under the names of their ids. */
    byte[] fieldList() {
        List<Map<String, Object>> list = new ArrayList<>();
        issues.stream().flatMap(issue -> issue.path("fields").propertyNames().stream()).distinct().sorted()
                .forEach(id -> list.add(Map.of("id", id, "key", id, "name", id, "custom", id.startsWith("customfield_"),
                        "orderable", true, "navigable", true, "searchable", true, "clauseNames", List.of(id),
                        "schema", Map.of("type", "any"))));
        return Json.bytes(list);
    }

    List<JsonNode> comments(ObjectNode issue) {
        return sorted(issue.path("fields").path("comment").path("comments").valueStream().toList());
    }

    List<JsonNode> changes(ObjectNode issue) {
        return sorted(issue.path("changelog").path("histories").valueStream().toList());
    }

    /** Those inside the issue and those of the file, each id once. */
    List<JsonNode> worklogs(ObjectNode issue) {
        Map<String, JsonNode> byId = new LinkedHashMap<>();
        issue.path("fields").path("worklog").path("worklogs").forEach(log -> byId.put(log.path("id").asString(), log));
        worklogLines.stream().filter(log -> log.path("issueId").asString().equals(issue.path("id").asString()))
                .forEach(log -> byId.putIfAbsent(log.path("id").asString(), log));
        return sorted(byId.values());
    }

    /** Oldest first; the recorded dates share one offset, so that their texts sort as they do. */
    private static List<JsonNode> sorted(Iterable<JsonNode> nodes) {
        List<JsonNode> sorted = new ArrayList<>();
        nodes.forEach(sorted::add);
        sorted.sort(Comparator.comparing(node -> node.path("created").asString("")));
        return sorted;
    }
}
