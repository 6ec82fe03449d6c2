package dev.backfill.workers.source.jira;

import static dev.backfill.workers.source.RecordJson.MAPPER;

import dev.backfill.store.partition.PlannedPartition;
import dev.backfill.workers.source.FoundPartition;
import dev.backfill.workers.source.JsonMembers;
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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The projects of a site: each is a partition. */
final class JiraProjects {
    /** Beyond so many projects, the counts that come with the list must do as hints: one request each would be too many. */
    private static final int MOST_COUNTED = 50;

    private static final int MOST_LISTINGS = 6;
    private static final String ARCHIVED = "archived: Jira does not search archived projects; restore it to have it pulled";

    private final JiraClient jira;

    JiraProjects(JiraClient jira) {
        this.jira = jira;
    }

    /** @throws SourceException {@code NOT_FOUND} if a project that is asked for by key is not visible, naming all such */
    List<FoundPartition> find(JiraParameters parameters) {
        Map<String, FoundPartition> found = new LinkedHashMap<>();
        list("live", false, id -> true, found);
        if (!parameters.activeOnly()) {
            list("archived", true, id -> true, found);
        }
        return narrow(found, parameters.projects());
    }

    /** About how many issues each has: one count for each project, or what came with the list. */
    List<@Nullable Long> records(List<FoundPartition> projects, DateRange range) {
        boolean counted = projects.size() <= MOST_COUNTED;
        List<@Nullable Long> records = new ArrayList<>();
        for (FoundPartition project : projects) {
            PlannedPartition planned = project.planned();
            records.add(counted && planned.leftOutBecause() == null ? hint(planned, range) : planned.expectedHint());
        }
        return records;
    }

    /** Those of these ids that are visible. */
    List<FoundPartition> find(Set<String> ids) {
        Map<String, FoundPartition> found = new LinkedHashMap<>();
        list("live", false, ids::contains, found);
        list("archived", true, ids::contains, found);
        return List.copyOf(found.values());
    }

    private void list(String status, boolean archived, Predicate<String> wanted, Map<String, FoundPartition> found) {
        settled(status).values().forEach(project -> add(project, archived, wanted, found));
    }

    /** Pages shift when a project comes or goes between them: a list of several counts when another one shows the same projects. */
    private JiraPages.Listing settled(String status) {
        JiraPages.Listing listing = list(status);
        for (int listings = 1; listings < MOST_LISTINGS; listings++) {
            if (listing.pages() <= 1 && listing.settled() && !listing.isShort()) {
                return listing;
            }
            JiraPages.Listing again = list(status);
            if (again.ids().equals(listing.ids()) && !again.isShort()) {
                return again;
            }
            listing = again;
        }
        throw SourceException.of(
                FailureType.UNAVAILABLE, "Jira's list of projects is another one each time it is asked for, or shorter than it states");
    }

    private JiraPages.Listing list(String status) {
        return JiraPages.read(startAt -> page(status, startAt), "values");
    }

    /** By its document, Jira answers 404 where no project matches. */
    private JsonNode page(String status, int startAt) {
        try {
            return jira.projects(status, startAt);
        } catch (SourceException failure) {
            if (failure.type() != FailureType.NOT_FOUND) {
                throw failure;
            }
            return MAPPER.createObjectNode().set("values", MAPPER.createArrayNode());
        }
    }

    private void add(JsonNode project, boolean archived, Predicate<String> wanted, Map<String, FoundPartition> found) {
        String id = JsonMembers.text(project, "id");
        String key = JsonMembers.text(project, "key");
        if (id == null || key == null) {
            throw SourceException.of(FailureType.MALFORMED_ANSWER, "Jira lists a project without id or key");
        }
        if (!wanted.test(id)) {
            return;
        }
        String name = Objects.requireNonNullElse(JsonMembers.text(project, "name"), key);
        JsonNode insight = project.path("insight");
        PlannedPartition planned = new PlannedPartition(id, key, name, JsonMembers.number(insight, "totalIssueCount"), leftOut(key, archived));
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
        if (!archived) {
            return null;
        }
        try {
            return jira.approximateCount(JiraQuery.project(key)) > 0 ? null : ARCHIVED;
        } catch (SourceException failure) {
            if (!JiraAnswers.isRefusal(failure)) {
                throw failure;
            }
            return ARCHIVED;
        }
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
