package dev.backfill.standalone.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.standalone.part.ProjectFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents say of files and settings is so. */
class DocumentationTest {
    private static final Path PROJECT = ProjectFolder.find();

    static Stream<Path> documents() throws IOException {
        List<Path> folders;
        try (Stream<Path> children = Files.list(PROJECT)) {
            folders = children.filter(Files::isDirectory).filter(folder -> !folder.getFileName().toString().startsWith(".")).toList();
        }
        return Stream.concat(Stream.of(PROJECT), folders.stream()).flatMap(DocumentationTest::documentsIn).sorted();
    }

    private static Stream<Path> documentsIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".md")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyPath_exists(Path document) {
        assertThat(DocumentedPaths.of(PROJECT, document).missing()).isEmpty();
    }

    /** Or else paths written in another way would pass unseen. */
    @ParameterizedTest
    @CsvSource({"README.md, 8", "docs/architecture.md, 12", "docs/adding-a-source.md, 10", "simulator/README.md, 3"})
    void pathsAreFound(String document, int atLeast) {
        assertThat(DocumentedPaths.of(PROJECT, PROJECT.resolve(document)).all()).hasSizeGreaterThanOrEqualTo(atLeast);
    }

    @Test
    void pathThatDoesNotExist_isSeen() {
        String text = """
                Here is `./run`, there `gateway/src/main/java/dev/backfill/gateway/Gone.java`, `worker/src`, `gateway/…/Gateway`,
                `gateway/pom.xml#artifactId`, `gateway/pom.xml#noSuchWord`, [one](pom.xml), [another](docs/gone.md#part),
                and `GET /routes`, `/health/live`, [elsewhere](https://example.com/gone) are none.
                ```
                `in/a/block`
                ```
                """;

        assertThat(new DocumentedPaths(PROJECT, PROJECT, text).missing()).containsExactly(
                "gateway/src/main/java/dev/backfill/gateway/Gone.java",
                "worker/src",
                "gateway/…/Gateway",
                "gateway/pom.xml#noSuchWord",
                "docs/gone.md");
    }

    @Test
    void settingsPage_saysWhatTheProcessesRead() throws IOException {
        String page = Files.readString(PROJECT.resolve("docs/operations.md"));

        assertThat(SettingsInCode.ofGateway()).containsKeys("ADMIN_API_KEY", "SERVER_PORT").hasSizeGreaterThan(7);
        assertThat(DocumentedSettings.under("### Gateway", page).differencesFrom(SettingsInCode.ofGateway())).isEmpty();
        assertThat(SettingsInCode.ofWorkers()).containsKeys("BACKFILL_JIRA_TOKEN", "BACKFILL_WORKERS_ACTIVITIES").hasSizeGreaterThan(9);
        assertThat(DocumentedSettings.under("### Workers", page).differencesFrom(SettingsInCode.ofWorkers())).isEmpty();
    }

    @Test
    void gatewayFile_givesWhatTheGatewayBinds() {
        assertThat(SettingsInCode.propertiesInGatewayFile()).isEqualTo(SettingsInCode.propertiesOfGateway()).contains("database.url");
    }

    @Test
    void settingThatIsMissingUnknownOrDifferent_isSeen() {
        String page = """
                # Page

                ### Process

                | variable | default | meaning |
                |---|---|---|
                | `IN_BOTH` | 1 | right |
                | `DIFFERENT` | 2 | wrong |
                | `UNREAD` | 3 | gone |

                ### Another
                | `OF_ANOTHER` | 4 | not looked at |
                """;
        Map<String, String> code = Map.of("IN_BOTH", "1", "DIFFERENT", "20", "UNDOCUMENTED", "30");

        assertThat(DocumentedSettings.under("### Process", page).differencesFrom(code)).containsExactly(
                "DIFFERENT has the default 20, not 2",
                "UNDOCUMENTED is read, but not on the page",
                "UNREAD is on the page, but nothing reads it");
    }
}
