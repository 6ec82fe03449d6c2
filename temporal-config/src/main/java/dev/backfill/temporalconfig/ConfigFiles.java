package dev.backfill.temporalconfig;

import io.temporal.api.enums.v1.IndexedValueType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads this module's files from the class path. */
final class ConfigFiles {
    private ConfigFiles() {}

    /** The namespace of {@code namespace.yaml}. */
    static NamespaceConfig namespace() {
        Map<String, Object> file = read("namespace.yaml");
        return new NamespaceConfig(text(file, "name"), retention(text(file, "retention")), text(file, "description"));
    }

    /** The search attributes of {@code search-attributes.yaml}, by name, in the order of the file. */
    static Map<String, IndexedValueType> searchAttributes() {
        Map<String, IndexedValueType> attributes = new LinkedHashMap<>();
        read("search-attributes.yaml").forEach((name, type) -> attributes.put(name, valueType(name, String.valueOf(type))));
        return attributes;
    }

    private static Duration retention(String text) {
        try {
            return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
        } catch (DateTimeParseException e) {
            throw new TemporalConfigException("namespace.yaml: retention '" + text + "' is not a duration such as 72h");
        }
    }

    private static IndexedValueType valueType(String name, String type) {
        String constant = "INDEXED_VALUE_TYPE_" + type.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
        return Arrays.stream(IndexedValueType.values())
                .filter(known -> known.name().equals(constant))
                .findFirst()
                .orElseThrow(() -> new TemporalConfigException("search-attributes.yaml: '" + type + "' of " + name
                        + " is not a type; use Keyword, Text, Int, Double, Bool or Datetime"));
    }

    private static String text(Map<String, Object> file, String key) {
        Object value = file.get(key);
        if (value == null) {
            throw new TemporalConfigException("namespace.yaml: '" + key + "' is missing");
        }
        return value.toString();
    }

    private static Map<String, Object> read(String name) {
        try (InputStream file = ConfigFiles.class.getResourceAsStream("/" + name)) {
            if (file == null) {
                throw new TemporalConfigException(name + " is not on the class path");
            }
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
