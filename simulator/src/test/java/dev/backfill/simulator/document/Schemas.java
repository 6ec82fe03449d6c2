package dev.backfill.simulator.document;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import dev.backfill.simulator.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** The schemas of one document, each compiled once. */
final class Schemas {
    private static final String NAME = "urn:document";

    private final JsonNode document;
    private final SchemaRegistry registry;
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    Schemas(Path file, Dialect dialect) {
        document = read(file);
        if (!dialect.getId().contains("3.0")) {
            DistinctAlternatives.rewrite(document);
        }
        registry = SchemaRegistry.withDefaultDialect(dialect, builder -> builder.schemas(Map.of(NAME, document.toString())));
    }

    private static JsonNode read(Path file) {
        try {
            return Json.MAPPER.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode document() {
        return document;
    }

    /** @param pointer to the schema in the document */
    List<Error> errors(String pointer, JsonNode value) {
        return compiled.computeIfAbsent(pointer, where -> registry.getSchema(SchemaLocation.of(NAME + '#' + where))).validate(value);
    }

    static String escaped(String segment) {
        return segment.replace("~", "~0").replace("/", "~1");
    }
}
