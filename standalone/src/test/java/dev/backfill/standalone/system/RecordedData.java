package dev.backfill.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.standalone.part.ProjectFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;

/**
 * Real answers of a real site, which are not part of this repository: beside it in {@code shared/data}, or where
 * {@code BACKFILL_RECORDED_DATA} says. Without them the tests that need them are left out, except where {@code CI} is set.
 */
record RecordedData(Path jira) {
    /** As JSON escapes it. */
    static final String NUL = "\\u0000";

    static RecordedData require() {
        String folder = System.getenv("BACKFILL_RECORDED_DATA");
        Path data = folder != null ? Path.of(folder) : ProjectFolder.find().resolveSibling("shared").resolve("data");
        Path jira = data.resolve("jira");
        if (!Files.isDirectory(jira)) {
            assertThat(System.getenv("CI")).as("recorded data is needed in CI, but %s is missing", jira).isNull();
            throw new TestAbortedException("no recorded data in " + jira + "; set BACKFILL_RECORDED_DATA");
        }
        return new RecordedData(jira);
    }

    /** The records of a file as PostgreSQL can hold them: real ones have NUL in their text, which is stored as U+FFFD. */
    List<JsonNode> storable(String file) {
        return lines(file).stream().map(line -> line.replace(NUL, "\\uFFFD")).map(SystemUnderTest.JSON::readTree).toList();
    }

    List<String> lines(String file) {
        try {
            return Files.readAllLines(jira.resolve(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
