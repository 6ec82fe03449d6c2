package dev.backfill.workers.source.jira;

import dev.backfill.workers.source.JsonMembers;
import dev.backfill.workers.source.Location;
import dev.backfill.workers.source.SourceException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where issues are. One that Jira names, refuses or stumbles over is there all the same; only a 404 of its own says that it is not. */
final class JiraLocations {
    private final JiraBulkFetch bulkFetch;
    private final JiraIssueAlone alone;

    JiraLocations(JiraClient jira, JiraIssueAlone alone) {
        this.bulkFetch = new JiraBulkFetch(jira::locateIssues);
        this.alone = alone;
    }

    /** By id. */
    Map<String, Location> locate(List<String> ids) {
        Located located = new Located(false);
        bulkFetch.ask(ids, located);
        return located.byName;
    }

    /**
     * By id or key. Jira finds a moved issue by its earlier key as well, but gives it under its present one, so that it is asked for
     * alone. What Jira does not know, or does not take for a key at all, is left out.
     */
    Map<String, Location> resolve(List<String> names) {
        Located located = new Located(true);
        bulkFetch.ask(names, located);
        return located.byName;
    }

    private final class Located implements JiraBulkFetch.Outcome {
        private final Map<String, Location> byName = new HashMap<>();
        private final boolean mayBeMistyped;

        Located(boolean mayBeMistyped) {
            this.mayBeMistyped = mayBeMistyped;
        }

        @Override
        public void given(String name, @Nullable JsonNode issue) {
            byName.put(name, issue == null ? new Location(name, null, null) : location(name, issue));
        }

        @Override
        public void passedOver(String name) {
            JiraIssueAlone.Told told = alone.locate(name);
            if (!told.isGone() && !isMistyped(told.failure())) {
                given(name, told.issue());
            }
        }

        @Override
        public void named(String name, String words) {
            given(name, alone.locate(name).issue());
        }

        @Override
        public void failed(String name, SourceException failure) {
            if (!isMistyped(failure)) {
                given(name, null);
            }
        }

        private boolean isMistyped(@Nullable SourceException failure) {
            return mayBeMistyped && failure != null && JiraAnswers.isBadRequest(failure);
        }
    }

    private static Location location(String name, JsonNode issue) {
        return new Location(
                Objects.requireNonNullElse(JsonMembers.text(issue, "id"), name),
                JsonMembers.text(issue, "fields", "project", "id"),
                JiraValues.time(issue, "fields", "created"));
    }
}
