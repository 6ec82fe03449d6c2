package dev.backfill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.simulator.json.CanonicalJson;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TempoDatasetTest {

    private static final SimulatorOptions OPTIONS = SimulatorOptions.defaults().withNow(Instant.parse("2026-01-20T00:00:00Z"));

    private static SimulatorOptions with(int worklogs) {
        return OPTIONS.withTempo(TempoOptions.defaults().withWorklogs(worklogs));
    }

    private static List<JsonNode> all(TempoClient client) {
        return client.pages("limit=1000").stream().flatMap(page -> page.path("results").valueStream()).toList();
    }

    @Test
    void sameNumbers_makeTheSameWorklogs() {
        try (TempoClient one = TempoClient.start(OPTIONS); TempoClient other = TempoClient.start(OPTIONS)) {
            assertThat(one.manifest("")).hasSize(1_000).isEqualTo(other.manifest(""));
        }
    }

    @Test
    void manifest_hasTheHashAndTheMonthOfEachAnswer() {
        try (TempoClient client = TempoClient.start(with(60))) {
            assertThat(client.manifest("")).hasSize(60).allSatisfy(line -> {
                byte[] worklog = client.get("worklogs/" + line.path("id").asString()).body();
                assertThat(line.path("sha256").asString()).isEqualTo(CanonicalJson.sha256(worklog));
                assertThat(TempoClient.MAPPER.readTree(worklog).path("startDate").asString())
                        .startsWith(line.path("month").asString());
            });
        }
    }

    @Test
    void months_areEmptyQuietAndBusy() {
        try (TempoClient client = TempoClient.start(with(10_000))) {
            Map<String, Long> sizes = client.manifest("").stream()
                    .collect(Collectors.groupingBy(line -> line.path("month").asString(), Collectors.counting()));
            List<Long> inOrder = IntStream.range(0, 60)
                    .mapToObj(ago -> sizes.getOrDefault(YearMonth.of(2026, 1).minusMonths(ago).toString(), 0L)).toList();
            assertThat(IntStream.range(0, 60).filter(ago -> inOrder.get(ago) == 0).boxed()).containsExactly(7, 31, 32, 50);
            assertThat(inOrder.get(20)).isGreaterThan(1_500);
            assertThat(inOrder.get(14)).isBetween(1L, 100L);
            assertThat(sizes.keySet()).allMatch(month -> month.compareTo("2026-02") <= 0 && month.compareTo("2021-02") >= 0);
        }
    }

    @Test
    void worklogs_areOfEveryKind() {
        try (TempoClient client = TempoClient.start(with(10_000)); JiraClient jira = new JiraClient(client.server())) {
            List<JsonNode> all = all(client);
            assertThat(all).hasSize(10_000).anyMatch(worklog -> worklog.path("timeSpentSeconds").asInt() == 0)
                    .anyMatch(worklog -> worklog.path("description").asString().isEmpty())
                    .anyMatch(worklog -> worklog.path("description").asString().contains("👩‍💻"))
                    .anyMatch(worklog -> worklog.path("billableSeconds").asInt() > worklog.path("timeSpentSeconds").asInt())
                    .anyMatch(worklog -> worklog.path("attributes").path("values").isEmpty())
                    .anyMatch(worklog -> worklog.path("attributes").path("values").size() == 4)
                    .anyMatch(TempoDatasetTest::endsOnAnotherDay).anyMatch(TempoDatasetTest::isPlanned)
                    .anyMatch(TempoDatasetTest::isBackDated).anyMatch(TempoDatasetTest::startsInAGap);
            assertThat(all.stream().filter(worklog -> worklog.has("startDateTimeUtc")).map(TempoDatasetTest::offset)
                    .collect(Collectors.toSet()))
                    .contains(0L, 8 * 60L, 60L, 120L, -300L, -240L, 330L, 345L, 780L, 660L);
            List<JsonNode> known = jira.manifest();
            Set<String> issues = known.stream().map(line -> line.path("id").asString()).collect(Collectors.toSet());
            assertThat(all.stream().filter(worklog -> !issues.contains(TempoClient.issue(worklog))).count())
                    .isBetween(100L, 300L);
            assertThat(all.stream().map(TempoDatasetTest::author).filter(author -> author.startsWith("712020:")).count())
                    .isBetween(150L, 350L);
            Set<String> people = IntStream.range(10_000, 10_040).mapToObj(id -> jira.issue(Integer.toString(id)).path("fields")
                    .path("reporter").path("accountId").asString()).collect(Collectors.toSet());
            assertThat(all.stream().map(TempoDatasetTest::author).filter(people::contains).count()).isGreaterThan(250);
        }
    }

    /** As Tempo's OpenAPI document has them: only what it requires is in each. */
    @Test
    void someWorklogs_lackWhatIsNotPromised() {
        try (TempoClient client = TempoClient.start(with(1_000))) {
            List<JsonNode> all = all(client);
            assertThat(all).allMatch(worklog -> Stream.of("self", "tempoWorklogId", "timeSpentSeconds", "startDate", "createdAt", "updatedAt")
                            .allMatch(worklog::has))
                    .allMatch(worklog -> worklog.path("issue").has("self") && worklog.path("author").has("accountId")
                            && worklog.path("attributes").has("self"))
                    .anyMatch(worklog -> !worklog.path("issue").has("id"))
                    .anyMatch(worklog -> !worklog.has("description"))
                    .anyMatch(worklog -> !worklog.has("billableSeconds"))
                    .anyMatch(worklog -> !worklog.has("startDateTimeUtc"))
                    .anyMatch(worklog -> worklog.path("attributes").path("values").valueStream().anyMatch(value -> !value.has("value")));
        }
    }

    private static String author(JsonNode worklog) {
        return worklog.path("author").path("accountId").asString();
    }

    private static LocalDateTime start(JsonNode worklog) {
        return LocalDateTime.parse(worklog.path("startDate").asString() + "T" + worklog.path("startTime").asString());
    }

    private static long offset(JsonNode worklog) {
        Instant utc = Instant.parse(worklog.path("startDateTimeUtc").asString());
        return ChronoUnit.MINUTES.between(utc, start(worklog).toInstant(ZoneOffset.UTC));
    }

    private static boolean endsOnAnotherDay(JsonNode worklog) {
        LocalDateTime end = start(worklog).plusSeconds(worklog.path("timeSpentSeconds").asLong());
        return end.toLocalDate().isAfter(start(worklog).toLocalDate());
    }

    private static boolean isPlanned(JsonNode worklog) {
        return start(worklog).toLocalDate().isAfter(LocalDate.of(2026, 1, 20));
    }

    private static boolean isBackDated(JsonNode worklog) {
        Instant created = Instant.parse(worklog.path("createdAt").asString());
        return start(worklog).plusDays(300).isBefore(LocalDateTime.ofInstant(created, ZoneOffset.UTC));
    }

    /** Nobody works so early but when the clock changes: a quarter past two is then no time in Berlin and New York. */
    private static boolean startsInAGap(JsonNode worklog) {
        return start(worklog).getMonthValue() == 3 && start(worklog).toLocalTime().toString().equals("02:15");
    }

    @Test
    void poison_isOffUntilItIsSwitchedOn() {
        try (TempoClient client = TempoClient.start(with(8_000))) {
            List<JsonNode> sound = client.manifest("");
            client.admin("POST", "poison", "{\"on\":true}");
            List<JsonNode> poisoned = client.manifest("");
            // Of eighty, five have a member twice, which makes no difference to the canonical text.
            assertThat(IntStream.range(0, 8_000)
                    .filter(i -> !sound.get(i).path("sha256").equals(poisoned.get(i).path("sha256"))).count()).isEqualTo(75);
            assertThat(all(client)).hasSize(8_000).anyMatch(worklog -> worklog.path("tempoWorklogId").isNull())
                    .anyMatch(worklog -> worklog.path("startDate").asString().contains("perhaps"))
                    .anyMatch(worklog -> worklog.path("timeSpentSeconds").asLong() > Integer.MAX_VALUE);
        }
    }

    @Test
    void poison_canBeOnFromTheStart() {
        try (TempoClient client = TempoClient.start(with(60).withIssues(10).withPoison(true))) {
            assertThat(client.admin("GET", "poison", "").path("on").asBoolean()).isTrue();
        }
    }

    @Test
    void recordedJira_givesItsIssuesAndPeople() {
        try (TempoClient client = TempoClient.start(OPTIONS.withData(Path.of("src/test/resources/recorded")))) {
            assertThat(all(client)).hasSize(1_000).anyMatch(worklog -> TempoClient.issue(worklog).equals("20708"));
        }
    }

    @Test
    void noIssues_leaveStrangers() {
        try (TempoClient client = TempoClient.start(OPTIONS.withIssues(0).withTempo(TempoOptions.defaults().withWorklogs(5)))) {
            assertThat(all(client)).hasSize(5).allMatch(worklog -> Integer.parseInt(TempoClient.issue(worklog)) > 9_000_000);
            assertThat(client.admin("POST", "worklogs", "{}").path("id").asLong()).isPositive();
        }
    }
}
