package dev.backfill.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Compares what is stored with the source's own manifest, as the set tests of Jepsen do: lost, stale and phantom records and parts.
 * Doubled ones cannot be: the id is the primary key.
 */
record StoredSet(List<String> lost, List<String> stale, List<String> phantom, int compared) {
    static StoredSet compare(SystemUnderTest system, String... projects) {
        return compare(system, SourcesUnderTest.JIRA, projects);
    }

    /** @param partitions their keys; all if none is named */
    static StoredSet compare(SystemUnderTest system, SourceUnderTest source, String... partitions) {
        Map<String, String> stored = storedMarks(system, source);
        List<StoredParts> parts = source.parts().stream().map(each -> StoredParts.read(system, each)).toList();
        List<String> lost = new ArrayList<>();
        List<String> stale = new ArrayList<>();
        int compared = 0;
        Set<String> chosen = Set.of(partitions);
        for (JsonNode line : system.manifest(source)) {
            String id = line.path("id").asString();
            String mark = stored.remove(id);
            if (!chosen.isEmpty() && !chosen.contains(source.partition(line))) {
                continue;
            }
            compared++;
            if (mark == null) {
                lost.add(id);
            } else if (!mark.equals(source.mark(line))) {
                stale.add(id);
            }
            parts.forEach(each -> each.compare(line, lost));
        }
        List<String> phantom = new ArrayList<>(stored.keySet());
        if (chosen.isEmpty()) {
            parts.forEach(each -> each.addRest(phantom));
        }
        return new StoredSet(lost, stale, phantom, compared);
    }

    private static Map<String, String> storedMarks(SystemUnderTest system, SourceUnderTest source) {
        Map<String, String> stored = new HashMap<>();
        system.sql()
                .sql("select id, %s as mark from %s.%s where deleted_at is null".formatted(source.markColumn(), source.id(), source.recordTable()))
                .query(row -> {
                    stored.put(row.getString("id"), source.storedMark(row.getString("id"), row.getString("mark")));
                });
        return stored;
    }

    /** What is stored of one table of parts, and the source has not accounted for yet. */
    private record StoredParts(SourceUnderTest.Parts parts, Set<String> stored) {
        static StoredParts read(SystemUnderTest system, SourceUnderTest.Parts parts) {
            return new StoredParts(parts, new HashSet<>(system.sql().sql(parts.sql()).query(String.class).list()));
        }

        void compare(JsonNode line, List<String> lost) {
            parts.expected().apply(line).filter(part -> !stored.remove(part)).forEach(part -> lost.add(parts.table() + " " + part));
        }

        void addRest(List<String> phantom) {
            stored.forEach(part -> phantom.add(parts.table() + " " + part));
        }
    }

    /** Without what differs in these tables of parts, or in how the records are, if theirs is among them. */
    StoredSet without(SourceUnderTest source, Set<String> tables) {
        Predicate<String> counts = difference -> tables.stream().noneMatch(table -> difference.startsWith(table + " "));
        return new StoredSet(
                lost.stream().filter(counts).toList(),
                tables.contains(source.recordTable()) ? List.of() : stale,
                phantom.stream().filter(counts).toList(),
                compared);
    }

    void assertEqual(int atLeast) {
        assertThat(lost).as("lost").isEmpty();
        assertThat(stale).as("stale").isEmpty();
        assertThat(phantom).as("phantom").isEmpty();
        assertThat(compared).as("records compared").isGreaterThanOrEqualTo(atLeast);
    }
}
