package dev.backfill.standalone.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Recorded answers of a Jira site. */
record RecordedData(Path jira) {
    /** As JSON escapes it. */
    static final String NUL = "\\u0000";

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
