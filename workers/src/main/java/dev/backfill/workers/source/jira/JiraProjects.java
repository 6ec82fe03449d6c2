package dev.backfill.workers.source.jira;

import static dev.backfill.workers.source.RecordJson.MAPPER;

import dev.backfill.store.partition.PlannedPartition;
import dev.backfill.workers.source.FoundPartition;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.source.DateRange;
import dev.backfill.workflows.source.JiraParameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The projects of a site: each is a partition. */
final class JiraProjects {
    /** Beyond so many projects, the counts that come with the list must do as hints: one request each would be too many. */
    private static final int MOST_COUNTED = 50;

    private final JiraClient jira;

    JiraProjects(JiraClient jira) {
        this.jira = jira;
    }

    /** @throws SourceException {@code NOT_FOUND} if a project that is asked for by key is not visible, naming all such */
    List<FoundPartition> find(JiraParameters parameters, DateRange range) {
        Map<String, FoundPartition> found = new LinkedHashMap<>();
        list("live", false, found);
        if (!parameters.activeOnly()) {
            list("archived", true, found);
        }
        List<FoundPartition> chosen = narrow(found, parameters.projects());
        return chosen.size() > MOST_COUNTED ? chosen : chosen.stream().map(partition -> counted(partition, range)).toList();
    }

    private void list(String status, boolean archived, Map<String, FoundPartition> found) {
        int startAt = 0;
        while (true) {
            JsonNode page = jira.projects(status, startAt);
            JsonNode values = page.path("values");
            values.forEach(project -> add(project, archived, found));
            startAt += values.size();
            if (values.isEmpty() || startAt >= page.path("total").asLong()) {
                return;
            }
        }
    }

    private void add(JsonNode project, boolean archived, Map<String, FoundPartition> found) {
        String id = JiraValues.text(project, "id");
        String key = JiraValues.text(project, "key");
        if (id == null || key == null) {
            throw SourceException.of(FailureType.MALFORMED_ANSWER, "Jira lists a project without id or key");
        }
        String name = Objects.requireNonNullElse(JiraValues.text(project, "name"), key);
        JsonNode insight = project.path("insight");
        PlannedPartition planned = new PlannedPartition(id, key, name, JiraValues.number(insight, "totalIssueCount"), leftOut(key, archived));
        found.putIfAbsent(key, new FoundPartition(
                planned,
                JiraTables.project(project, jira.siteName(), archived),
                JiraValues.time(insight, "lastIssueUpdateTime")));
    }

    private static List<FoundPartition> narrow(Map<String, FoundPartition> found, List<String> keys) {
        if (keys.isEmpty()) {
            return new ArrayList<>(found.values());
        }
        Set<String> unknown = new TreeSet<>(keys);
        unknown.removeAll(found.keySet());
        if (!unknown.isEmpty()) {
            throw SourceException.of(
                    FailureType.NOT_FOUND, "projects: Jira does not show " + unknown + " to this user; check the keys and the permission");
        }
        return keys.stream().distinct().map(key -> Objects.requireNonNull(found.get(key))).toList();
    }

    /** Jira does not search archived projects: as if they did not exist. */
    private @Nullable String leftOut(String key, boolean archived) {
        if (archived) {
            try {
                jira.approximateCount(JiraQuery.project(key));
            } catch (SourceException failure) {
                if (failure.type() != FailureType.ACCESS_LOST) {
                    throw failure;
                }
                return "archived: Jira does not search archived projects; restore it to have it pulled";
            }
        }
        return null;
    }

    private FoundPartition counted(FoundPartition partition, DateRange range) {
        PlannedPartition planned = partition.planned();
        if (planned.leftOutBecause() != null) {
            return partition;
        }
        Long hint = hint(planned, range);
        return new FoundPartition(
                new PlannedPartition(planned.partitionId(), planned.key(), planned.name(), hint, null),
                partition.row(),
                partition.lastChangedAt());
    }

    private @Nullable Long hint(PlannedPartition project, DateRange range) {
        try {
            return jira.approximateCount(JiraQuery.all(project.key(), range));
        } catch (SourceException withoutHint) {
            // Only the estimate is poorer for it; what is really wrong will show in the census.
            return project.expectedHint();
        }
    }

    static JiraParameters parameters(String json) {
        return MAPPER.readValue(json, JiraParameters.class);
    }
}
