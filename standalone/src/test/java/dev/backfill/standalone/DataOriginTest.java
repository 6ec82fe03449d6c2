package dev.backfill.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.standalone.part.JiraSite;
import dev.backfill.standalone.part.PrerequisiteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataOriginTest {
    private Path file;

    @BeforeEach
    void inAnEmptyFolder(@TempDir Path folder) {
        file = folder.resolve("origin.properties");
    }

    @Test
    void aSecondStartGoesOnWithTheSameData() {
        JiraSite first = start("--issues", "300", "--seed", "7");

        assertThat(start()).isEqualTo(first);
        assertThat(start("--issues", "300")).isEqualTo(first);
    }

    @Test
    void otherDataNeedsFresh() {
        start("--issues", "300");

        assertThatThrownBy(() -> start("--issues", "400"))
                .isInstanceOf(PrerequisiteException.class)
                .hasMessageContaining("300 issues").hasMessageContaining("400 issues").hasMessageContaining("--fresh");
        assertThat(start("--fresh", "--issues", "400")).isInstanceOfSatisfying(
                JiraSite.Simulated.class, site -> assertThat(site.issues()).isEqualTo(400));
    }

    @Test
    void sizesOfAllSourcesAreRemembered() {
        start("--issues", "300", "--worklogs", "50");

        DataOrigin again = new DataOrigin(file);
        again.choose(Arguments.parse(), Map.of());
        assertThat(again.sizes()).isEqualTo(Map.of("jira", 300, "tempo", 50, "notion", 600, "fireflies", 400));
        assertThatThrownBy(() -> start("--meetings", "5")).isInstanceOf(PrerequisiteException.class).hasMessageContaining("5 meetings");
    }

    @Test
    void aFolderFromBeforeTheOtherSourcesGetsTheirDefaults() throws IOException {
        Files.writeString(file, "issues=300\nseed=7\nnow=2026-11-01T00\\:00\\:00Z\n");

        DataOrigin origin = new DataOrigin(file);
        assertThat(origin.choose(Arguments.parse("--issues", "300"), Map.of()))
                .isInstanceOfSatisfying(JiraSite.Simulated.class, site -> assertThat(site.issues()).isEqualTo(300));
        assertThat(origin.sizes()).containsEntry("tempo", 20_000);
    }

    @Test
    void recordedDataIsOfJiraAlone(@TempDir Path recorded) {
        DataOrigin origin = new DataOrigin(file);
        origin.choose(Arguments.parse("--data", recorded.toString()), Map.of());

        assertThat(origin.sizes()).isEmpty();
    }

    @Test
    void aRealJiraNeedsBothCredentials() {
        DataOrigin origin = new DataOrigin(file);
        Arguments arguments = Arguments.parse("--jira-url", "https://example.atlassian.net");

        assertThatThrownBy(() -> origin.choose(arguments, Map.of("JIRA_USER", "me@example.com")))
                .isInstanceOf(PrerequisiteException.class)
                .hasMessageEndingWith("JIRA_TOKEN is missing");
        assertThat(origin.choose(arguments, Map.of("BACKFILL_JIRA_USER", "me@example.com", "JIRA_TOKEN", "secret")))
                .hasToString("https://example.atlassian.net");
    }

    private JiraSite start(String... words) {
        DataOrigin origin = new DataOrigin(file);
        JiraSite site = origin.choose(Arguments.parse(words), Map.of());
        origin.keep();
        return site;
    }
}
