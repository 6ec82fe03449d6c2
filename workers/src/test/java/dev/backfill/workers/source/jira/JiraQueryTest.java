package dev.backfill.workers.source.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.workers.source.Listing;
import dev.backfill.workers.source.Source.CensusOrder;
import dev.backfill.workflows.source.DateRange;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JiraQueryTest {
    private static final Instant FROM = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2024-02-01T00:00:00Z");
    private static final DateRange RANGE = new DateRange(FROM, TO);
    private static final String SCOPE = "project = \"ABC\" AND updated >= 1704067200000 AND created < 1706745600000";

    @Test
    void times_areEpochMilliseconds_unquoted() {
        assertThat(JiraQuery.census("ABC", new Listing(RANGE, CensusOrder.CREATED)).jql()).isEqualTo(SCOPE + " ORDER BY created DESC, id DESC");
        assertThat(JiraQuery.census("ABC", new Listing(RANGE, CensusOrder.CHANGED)).jql()).isEqualTo(SCOPE + " ORDER BY updated DESC, id DESC");
        assertThat(JiraQuery.all("ABC", RANGE).jql()).isEqualTo(SCOPE);
        assertThat(JiraQuery.project("ABC").jql()).isEqualTo("project = \"ABC\"");
    }

    @Test
    void changesSince_overlap_andGoOldestFirst() {
        Instant since = Instant.parse("2024-01-15T12:00:00Z");

        // Jira compares whole minutes, and its index lags: the bound lies three minutes earlier.
        assertThat(JiraQuery.changedSince("ABC", RANGE, since).jql())
                .isEqualTo(SCOPE + " AND updated >= " + Instant.parse("2024-01-15T11:57:00Z").toEpochMilli() + " ORDER BY updated ASC, id ASC");
    }

    /** Also of a period that has ended before: an old issue may be edited at any time. */
    @Test
    void censusOfWhatWasChanged_staysInTheRange() {
        Instant since = TO.plusSeconds(3_600);

        assertThat(JiraQuery.census("ABC", new Listing(RANGE, since, CensusOrder.CREATED)).jql())
                .isEqualTo(SCOPE + " AND updated >= " + since.toEpochMilli() + " ORDER BY created DESC, id DESC");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', value = {
        "AND # \"AND\"",
        "A\" OR project != \"B # \"A\\\" OR project != \\\"B\"",
        "A\\ # \"A\\\\\"",
        "A\\\" OR 1=1 # \"A\\\\\\\" OR 1=1\"",
        "项目 # \"项目\""})
    void key_isOneStringLiteral_whateverItHolds(String key, String literal) {
        assertThat(JiraQuery.project(key).jql()).isEqualTo("project = " + literal);
    }

    /** The literal ends where the query's does: no quotation mark inside is without a backslash of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"\"", "\\", "\\\"", "\"\"\\\\\"", "ABC\" ORDER BY created", "a'b", "a) OR (b"})
    void key_neverEscapesItsLiteral(String key) {
        String literal = JiraQuery.project(key).jql().substring("project = ".length());

        assertThat(literal).matches("\"([^\"\\\\]|\\\\[\"\\\\])*\"");
        assertThat(literal.substring(1, literal.length() - 1).replaceAll("\\\\(.)", "$1")).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A\nB", "A\0", "A\tB", "A\u0085B", "A\u007f"})
    void keyWithControlCharacters_isRefused(String key) {
        assertThatThrownBy(() -> JiraQuery.census(key, new Listing(RANGE, CensusOrder.CREATED))).isInstanceOf(IllegalArgumentException.class);
    }
}
