package dev.backfill.standalone.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.standalone.part.ProjectFolder;
import dev.backfill.workflows.SearchAttributes;
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

    private static final String SIMULATOR = "simulator";
    private static final String RUN = "part of ./run";
    /** What may be there ahead of the source itself. */
    private static final List<String> AHEAD = List.of(SIMULATOR, RUN);

    private static final List<String> PARTS =
            List.of("package", "migration", "call of its migration", SIMULATOR, "contract test", RUN, "tests of the whole system");

    static List<SourceDefinition> sources() {
        return Sources.all();
    }

    static List<SourceDefinition> implemented() {
        return Sources.all().stream()
                .filter(source -> PARTS.stream().anyMatch(part -> !AHEAD.contains(part) && !missing(source.id()).contains(part)))
                .toList();
    }

    @Test
    void jira_isImplemented() {
        assertThat(implemented()).contains(Sources.JIRA);
    }

    /** One without any is registered ahead, and may have its simulator and its place in ./run already; one that has begun must be whole. */
    @ParameterizedTest
    @MethodSource("implemented")
    void implementedSource_hasAllItsParts(SourceDefinition source) {
        assertThat(missing(source.id())).isEmpty();
    }

    @Test
    void missingPart_isSeen() {
        assertThat(missing("nowhere")).isEqualTo(PARTS);
        assertThat(missing("http")).as("a package of the simulator alone").hasSizeBetween(1, PARTS.size() - 1).doesNotContain(SIMULATOR);
    }

    @ParameterizedTest
    @MethodSource("implemented")
    void settingsThatAreAskedFor_areThoseThatTheWorkerRequires(SourceDefinition source) {
        assertThat(source.settings()).containsExactlyInAnyOrderElementsOf(requiredByWorkers(source.id())).isNotEmpty();
    }

    /** Of sources that are not implemented yet as well: they are what a start is answered with. */
    @ParameterizedTest
    @MethodSource("sources")
    void settings_areDocumented_andCannotBeTakenForThoseOfAnotherSource(SourceDefinition source) {
        String page = read(PROJECT.resolve("docs/operations.md"));

        assertThat(source.settings()).isNotEmpty().allSatisfy(setting -> {
            assertThat(setting).startsWith("BACKFILL_" + source.id().toUpperCase(Locale.ROOT) + "_");
            assertThat(page).contains("`" + setting + "`");
        });
    }

    private static List<String> requiredByWorkers(String id) {
        return SettingsInCode.ofWorkers().entrySet().stream()
                .filter(setting -> setting.getKey().startsWith("BACKFILL_" + id.toUpperCase(Locale.ROOT) + "_"))
                .filter(setting -> setting.getValue().equals(SettingsInCode.REQUIRED))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<String> missing(String id) {
        List<String> missing = new ArrayList<>();
        require("package", missing,
                has("workers/src/main/java/dev/backfill/workers/source/" + id, name -> name.endsWith("Source.java"), ""));
        require("migration", missing,
                has("workers/src/main/resources/dev/backfill/workers/source/" + id, name -> name.matches("V1__.+\\.sql"), "create table"));
        require("call of its migration", missing, isMigrated(id));
        require(SIMULATOR, missing, has("simulator/src/main/java/dev/backfill/simulator/" + id, name -> name.endsWith(".java"), ""));
        require("contract test", missing, has("workers/src/test/java/dev/backfill/workers/source/" + id,
                name -> name.endsWith("SourceTest.java"), "extends SourceContract"));
        require(RUN, missing, has("standalone/src/main/java/dev/backfill/standalone/part",
                name -> name.equals("SimulatedSource.java"), "\"" + id + "\", "));
        require("tests of the whole system", missing, has("standalone/src/test/java/dev/backfill/standalone/system",
                name -> name.equals("SourcesUnderTest.java"), "new " + id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1) + "UnderTest()"));
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
        boolean hasFolder = Files.isDirectory(PROJECT.resolve("workers/src/main/resources/dev/backfill/workers/source/" + id));
        return hasFolder && Sources.find(id).isPresent() && migrate.contains("Sources.all()");
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
