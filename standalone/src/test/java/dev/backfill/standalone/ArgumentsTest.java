package dev.backfill.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
    @Test
    void readsBothSpellingsOfAValue() {
        Arguments arguments = Arguments.parse("--once", "--days=30", "--projects", "OPS, HR", "--gateway-port", "9090");

        assertThat(arguments.once).isTrue();
        assertThat(arguments.days).isEqualTo(30);
        assertThat(arguments.projects).containsExactly("OPS", "HR");
        assertThat(arguments.ports().gateway()).isEqualTo(9090);
        assertThat(arguments.sizes).isEmpty();
        assertThat(arguments.sources).isEmpty();
    }

    @Test
    void readsSourcesAndTheirSizes() {
        Arguments arguments = Arguments.parse("--source", "jira, tempo", "--source=notion,jira", "--issues", "5", "--worklogs", "6", "--meetings=7", "--pages", "8");

        assertThat(arguments.sources).containsExactly("jira", "tempo", "notion");
        assertThat(arguments.sizes).isEqualTo(Map.of("jira", 5, "tempo", 6, "fireflies", 7, "notion", 8));
    }

    @Test
    void takesTheSlashOffARealAddress() {
        assertThat(Arguments.parse("--jira-url", "https://example.atlassian.net/").jiraUrl)
                .isEqualTo(URI.create("https://example.atlassian.net"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--unknown                                       | unknown option --unknown",
        "stray                                           | unknown option stray",
        "--days                                          | --days needs a value",
        "--days --once                                   | --days needs a value",
        "--days many                                     | --days needs a whole number from 1 to 100000, not many",
        "--issues 0                                      | --issues needs a whole number from 1 to 10000000, not 0",
        "--once=yes                                      | --once takes no value",
        "--jira-url ftp://example.com                    | --jira-url needs an address such as https://example.atlassian.net",
        "--jira-url https://example.com --issues 5       | --jira-url is a real Jira",
        "--data folder --seed 5                          | --data serves recorded answers",
        "--data folder --pages 5                         | --data serves recorded answers",
        "--source                                        | --source needs a value",
        "--source jira,gitlab                            | --source needs any of jira, notion, tempo, fireflies, not gitlab",
        "--source ,                                      | --source needs any of jira, notion, tempo, fireflies, not nothing",
        "--source Jira                                   | --source needs any of jira, notion, tempo, fireflies, not Jira",
        "--data folder --source tempo                    | --jira-url and --data pull Jira alone",
        "--source tempo --projects OPS                   | --projects narrows Jira",
        "--worklogs 0                                    | --worklogs needs a whole number from 1 to 5000000, not 0",
    })
    void refusesWithOneLine(String commandLine, String message) {
        assertThatThrownBy(() -> Arguments.parse(commandLine.split(" ")))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("\n");
    }
}
