package dev.backfill.standalone.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.standalone.part.ProjectFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Texts of statements cannot be seen in classes: they are looked for in the sources. */
class StatementPlaceTest {
    private static final Path PROJECT = ProjectFolder.find();
    private static final Path VIOLATING = PROJECT.resolve(
            "standalone/src/test/java/dev/backfill/standalone/architecture/violating/workers/source/jira");

    private static final Pattern LITERAL = Pattern.compile("(?s)\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    private static final Pattern SQL = Pattern.compile("(?is)\\s*(select\\s.+\\sfrom\\s|insert\\s+into\\s|update\\s+\\S+\\s.*set\\s|"
            + "delete\\s+from\\s|create\\s+table\\s|alter\\s+table\\s|truncate\\s).*");
    private static final Pattern JQL = Pattern.compile(
            "(?is).*(\\border by (created|updated|key)\\b|\\bproject (=|in) |\\b(updated|created) [<>]=? ).*");

    @Test
    void sqlStands_inTheStoreAndInTables() {
        assertThat(filesWith(SQL, "store")).hasSizeGreaterThan(8);
        assertThat(Stream.of("workflows", "workers", "gateway", "simulator", "temporal-config")
                        .flatMap(module -> filesWith(SQL, module).stream()))
                .allMatch(name -> name.endsWith("Table.java"));
    }

    @Test
    void jqlStands_inJiraQuery() {
        // An example in the documentation of a route is no query.
        assertThat(Stream.of("workflows", "workers", "gateway", "temporal-config")
                        .flatMap(module -> filesWith(JQL, module).stream())
                        .filter(name -> !name.endsWith("Descriptions.java")))
                .containsExactly("JiraQuery.java");
    }

    @Test
    void statementsElsewhere_areSeen() {
        assertThat(filesIn(VIOLATING, SQL)).containsExactly("WritesSql.java");
        assertThat(filesIn(VIOLATING, JQL)).containsExactly("JiraQuery.java", "WritesJql.java");
    }

    private static List<String> filesWith(Pattern statement, String module) {
        return filesIn(PROJECT.resolve(module).resolve("src/main/java"), statement);
    }

    private static List<String> filesIn(Path folder, Pattern statement) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java") && mentions(file, statement))
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean mentions(Path file, Pattern statement) {
        try {
            return LITERAL.matcher(Files.readString(file)).results()
                    .anyMatch(literal -> statement.matcher(literal.group(1) == null ? literal.group(2) : literal.group(1)).matches());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
