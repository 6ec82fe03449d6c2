package dev.backfill.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

/**
 * People who edit, add and delete at a source. What they do is bounded by its number, never by time: on a slow machine they would
 * delete so much that it is taken for a lost permission.
 */
final class PeopleAtWork {
    private final SystemUnderTest system;
    private final SourceUnderTest source;
    private int before;

    PeopleAtWork(SystemUnderTest system, SourceUnderTest source) {
        this.system = system;
        this.source = source;
    }

    SourceUnderTest source() {
        return source;
    }

    void begin() {
        before = everDone();
        system.admin(source, "POST", "mutations", source.mutations());
    }

    void rest() {
        system.admin(source, "POST", "mutations", "{}");
    }

    /** How many records they have edited, added or deleted since they began. */
    int done() {
        return everDone() - before;
    }

    private int everDone() {
        JsonNode report = report();
        return report.path("edited").size() + report.path("added").size() + report.path("deleted").size();
    }

    void assertDidEverything() {
        JsonNode report = report();
        assertThat(report.path("edited").size()).as("edits of %s", source).isPositive();
        assertThat(report.path("added").size()).as("additions to %s", source).isPositive();
        assertThat(report.path("deleted").size()).as("deletions from %s", source).isPositive();
    }

    private JsonNode report() {
        return SystemUnderTest.JSON.readTree(system.admin(source, "GET", "mutations", null).body());
    }
}
