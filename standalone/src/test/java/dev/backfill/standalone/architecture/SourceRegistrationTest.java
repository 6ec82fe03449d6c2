package dev.backfill.standalone.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.standalone.part.ProjectFolder;
import dev.backfill.workflows.SearchAttributes;
import dev.backfill.workflows.source.JiraParameters;
import dev.backfill.workflows.source.SourceDefinition;
import dev.backfill.workflows.source.Sources;
import io.temporal.common.SearchAttributeKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** What is registered is there, everywhere. */
class SourceRegistrationTest {
    private static final Path PROJECT = ProjectFolder.find();

    static List<SourceDefinition> sources() {
        return Sources.all();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void source_hasAllItsParts(SourceDefinition source) {
        assertThat(missing(source.id())).isEmpty();
    }

    @Test
    void sourceWithoutParts_isSeen() {
        SourceDefinition nowhere = new SourceDefinition("nowhere", "Nowhere", 1, 1, 1, JiraParameters.class);

        assertThat(missing(nowhere.id())).containsExactly("package", "migration", "call of its migration", "simulator", "contract test");
    }

    private static List<String> missing(String id) {
        List<String> missing = new ArrayList<>();
        require("package", missing,
                has("workers/src/main/java/dev/backfill/workers/source/" + id, name -> name.endsWith("Source.java"), ""));
        require("migration", missing,
                has("workers/src/main/resources/dev/backfill/workers/source/" + id, name -> name.matches("V1__.+\\.sql"), "create table"));
        require("call of its migration", missing, isMigrated(id));
        require("simulator", missing, has("simulator/src/main/java/dev/backfill/simulator/" + id, name -> name.endsWith(".java"), ""));
        require("contract test", missing, has("workers/src/test/java/dev/backfill/workers/source/" + id,
                name -> name.endsWith("SourceTest.java"), "extends SourceContract"));
        return missing;
    }

    private static void require(String what, List<String> missing, boolean there) {
        if (!there) {
            missing.add(what);
        }
    }

    /** Whether the folder has a file of such a name that holds this text. */
    private static boolean has(String folder, Predicate<String> name, String text) {
        if (!Files.isDirectory(PROJECT.resolve(folder))) {
            return false;
        }
        try (Stream<Path> files = Files.list(PROJECT.resolve(folder))) {
            return files.anyMatch(file -> name.test(file.getFileName().toString()) && read(file).contains(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isMigrated(String id) {
        String migrate = read(PROJECT.resolve("workers/src/main/java/dev/backfill/workers/Migrate.java"));
        return migrate.contains("\"" + id + "\"") || migrate.contains("Sources." + id.toUpperCase(Locale.ROOT));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void searchAttributes_areThoseOfTheWorkflows() throws IOException, IllegalAccessException {
        assertThat(registeredAttributes()).isEqualTo(attributesOf(SearchAttributes.class)).isNotEmpty();
    }

    @Test
    void searchAttributeThatIsNotRegistered_isSeen() throws IOException, IllegalAccessException {
        assertThat(registeredAttributes()).isNotEqualTo(attributesOf(MoreAttributes.class));
    }

    static final class MoreAttributes {
        static final SearchAttributeKey<String> SOURCE = SearchAttributes.SOURCE;
        static final SearchAttributeKey<String> STATE = SearchAttributes.STATE;
        static final SearchAttributeKey<Long> RECORDS = SearchAttributeKey.forLong("BackfillRecords");

        private MoreAttributes() {}
    }

    private static Map<String, String> registeredAttributes() throws IOException {
        try (InputStream file = SourceRegistrationTest.class.getResourceAsStream("/search-attributes.yaml")) {
            Map<String, String> attributes = new TreeMap<>(new Yaml().<Map<String, String>>load(file));
            attributes.replaceAll((name, type) -> type.toLowerCase(Locale.ROOT));
            return attributes;
        }
    }

    private static Map<String, String> attributesOf(Class<?> constants) throws IllegalAccessException {
        Map<String, String> attributes = new TreeMap<>();
        for (Field field : constants.getDeclaredFields()) {
            if (field.getType() == SearchAttributeKey.class) {
                SearchAttributeKey<?> key = (SearchAttributeKey<?>) field.get(null);
                attributes.put(key.getName(), key.getValueType().name().replace("INDEXED_VALUE_TYPE_", "").toLowerCase(Locale.ROOT));
            }
        }
        return attributes;
    }
}
