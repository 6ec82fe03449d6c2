package dev.backfill.standalone.system;

import static org.junit.jupiter.api.Assertions.assertAll;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/** A backfill of everything of every source, all at once: as much as one backfill shows, and in little more time. */
record SideBySide(SystemUnderTest system, Map<SourceUnderTest, String> ids) {
    static SideBySide start(SystemUnderTest system) {
        Map<SourceUnderTest, String> ids = new LinkedHashMap<>();
        SourcesUnderTest.all().forEach(source -> ids.put(source, system.start(source, source.everything())));
        return new SideBySide(system, ids);
    }

    /** Waits until each has ended, and then says how. */
    Map<SourceUnderTest, JsonNode> awaitEnds() {
        Map<SourceUnderTest, JsonNode> runs = new LinkedHashMap<>();
        ids.forEach((source, id) -> runs.put(source, system.awaitEnd(id)));
        return runs;
    }

    /** Waits until each has ended, and tells of all that are not as they should be. */
    void assertEach(BiConsumer<SourceUnderTest, JsonNode> assertion) {
        assertAll(awaitEnds().entrySet().stream().map(run -> () -> assertion.accept(run.getKey(), run.getValue())));
    }

    /** Waits until each has ended, verified. */
    void assertVerified() {
        awaitEnds().values().forEach(system::assertVerified);
    }

    /** Waits until each has ended, verified, and has stored exactly what its source has. */
    void assertEqual() {
        assertVerified();
        ids.keySet().forEach(source -> StoredSet.compare(system, source).assertEqual(1));
    }

    /** How far they are from 0 to 1, each of them counting the same; a run that has ended is at 1. */
    double fraction() {
        return ids.values().stream().mapToDouble(id -> fraction(system.run(id))).average().orElse(1);
    }

    private static double fraction(JsonNode run) {
        JsonNode records = run.path("progress").path("records");
        return run.path("finishedAt").isString() ? 1 : Math.min(1, records.path("fetched").asDouble() / Math.max(1, records.path("expected").asDouble()));
    }

    boolean haveEnded() {
        return ids.values().stream().allMatch(id -> system.run(id).path("finishedAt").isString());
    }

    void forEach(BiConsumer<SourceUnderTest, String> action) {
        ids.forEach(action);
    }
}
