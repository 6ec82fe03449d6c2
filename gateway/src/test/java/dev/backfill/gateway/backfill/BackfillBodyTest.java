package dev.backfill.gateway.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.Violation;
import dev.backfill.gateway.request.Field;
import dev.backfill.gateway.request.RequestReader;
import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.source.SourceDefinition;
import dev.backfill.workflows.source.Sources;
import jakarta.validation.Validation;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class BackfillBodyTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    private final BackfillBody bodies = new BackfillBody(
            new SourceParameters(Validation.buildDefaultValidatorFactory().getValidator()), NOON);

    @Test
    void nothingSent_meansTheDefaults() {
        StartRequest request = read("{}", "");

        assertThat(request.period()).isEqualTo(new Period.LastDays(2555));
        assertThat(request.parameters()).isEqualTo(Map.of("projects", List.of(), "activeOnly", false));
        assertThat(request.parallelism()).isEqualTo(4);
        assertThat(request.requestsPerSecond()).isNull();
        assertThat(request.mode()).isEqualTo(RunMode.FULL);
    }

    @Test
    void everySource_takesAMode() {
        for (SourceDefinition source : Sources.all()) {
            MultiValueMap<String, String> query = new LinkedMultiValueMap<>();
            query.add("mode", "incremental");
            assertThat(bodies.understand(source, RequestReader.read(JsonMapper.shared().createObjectNode(), query, bodies.fields(source))).mode())
                    .as(source.id())
                    .isEqualTo(RunMode.INCREMENTAL);
            assertThat(bodies.startFieldsAsBefore(source)).extracting(Field::name).contains("days", "planId").doesNotContain("mode");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"days\": 1} | ''",
        "{} | days=1",
        "{\"days\": 1} | days=1",
        "{\"days\": 3650} | ''",
        "{\"fromDate\": \"2024-02-29\"} | ''",
        "{\"from_date\": \"2024-02-29\", \"toDate\": \"2026-11-24\"} | ''",
        "{} | from_date=2026-11-24&to_date=2026-11-24",
        "{\"projects\": [\"AB\", \"A_1\"]} | projects=AB,A_1",
        "{\"requestsPerSecond\": 0.5} | requests_per_second=0.50",
        "{\"activeOnly\": true} | active_only=true",
        "{\"mode\": \"incremental\"} | mode=incremental",
    })
    void sameValueInEitherPlaceAndSpelling_isRead(String body, String query) {
        assertThat(read(body, query)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"days\": \"7\"} | /days", "{\"days\": 7.5} | /days", "{\"days\": 7.0} | /days", "{\"days\": 1e2} | /days",
        "{\"days\": -0} | /days", "{\"days\": 0} | /days", "{\"days\": -1} | /days", "{\"days\": 3651} | /days",
        "{\"days\": 2147483648} | /days", "{\"days\": 9223372036854775808} | /days", "{\"days\": 18446744073709551617} | /days",
        "{\"days\": null} | /days", "{\"days\": true} | /days", "{\"days\": [7]} | /days", "{\"days\": {}} | /days",
        "{\"fromDate\": \"2025-02-29\"} | /fromDate", "{\"fromDate\": \"2025-13-01\"} | /fromDate",
        "{\"fromDate\": \"25-1-1\"} | /fromDate", "{\"fromDate\": \"2025-1-1\"} | /fromDate",
        "{\"fromDate\": \"2025-01-01T00:00Z\"} | /fromDate", "{\"fromDate\": \"2026-11-25\"} | /fromDate",
        "{\"fromDate\": \"+2025-01-01\"} | /fromDate", "{\"fromDate\": \"2025-01-01 \"} | /fromDate",
        "{\"fromDate\": \"٢٠٢٥-01-01\"} | /fromDate", "{\"fromDate\": 20250101} | /fromDate",
        "{\"fromDate\": \"0001-01-01\", \"toDate\": \"0001-02-01\"} | /fromDate /toDate",
        "{\"fromDate\": \"2015-01-01\"} | /fromDate",
        "{\"fromDate\": \"2025-03-02\", \"toDate\": \"2025-03-01\"} | /toDate",
        "{\"toDate\": \"2025-03-01\"} | fromDate",
        "{\"days\": 7, \"fromDate\": \"2025-03-01\"} | /days",
        "{\"days\": 7, \"to_date\": \"2025-03-01\"} | /days",
        "{\"projects\": \"ABC\"} | /projects", "{\"projects\": [1]} | /projects", "{\"projects\": [null]} | /projects",
        "{\"projects\": [\"ABC\\\" OR project = \\\"X\"]} | /projects/0", "{\"projects\": [\"AB\", \"ABC) OR (1=1\"]} | /projects/1",
        "{\"projects\": [\"\"]} | /projects/0", "{\"projects\": [\"abc\"]} | /projects/0", "{\"projects\": [\"АВС\"]} | /projects/0",
        "{\"projects\": [\"ABC\\n\"]} | /projects/0", "{\"projects\": [\"ABCDEFGHIJK\"]} | /projects/0",
        "{\"activeOnly\": \"true\"} | /activeOnly", "{\"activeOnly\": 1} | /activeOnly",
        "{\"mode\": \"FULL\"} | /mode", "{\"mode\": \"\"} | /mode", "{\"mode\": null} | /mode", "{\"mode\": [\"full\"]} | /mode",
        "{\"parallelism\": 0} | /parallelism", "{\"parallelism\": 65} | /parallelism",
        "{\"requestsPerSecond\": 0} | /requestsPerSecond", "{\"requestsPerSecond\": 1e400} | /requestsPerSecond",
        "{\"requestsPerSecond\": 1e-400} | /requestsPerSecond", "{\"requestsPerSecond\": 1000.01} | /requestsPerSecond",
        "{\"requestsPerSecond\": 1e1000000000} | /requestsPerSecond",
        "{\"state\": \"COMPLETED\"} | /state", "{\"id\": \"x\"} | /id", "{\"startedBy\": \"x\"} | /startedBy", "{\"DAYS\": 7} | /DAYS",
        "{\"a/b~c\": 7} | /a~1b~0c",
        "{\"activeOnly\": true, \"active_only\": true} | /active_only",
    })
    void hostileBody_isRefusedNamingTheMember(String body, String where) {
        assertThat(violations(body, "")).extracting(BackfillBodyTest::place).containsExactly(where.split(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "days=0 | days", "days=3651 | days", "days=%2B7 | days", "days=+7 | days", "days=%207 | days", "days=7%20 | days",
        "days=%D9%A7 | days", "days=07 | days", "days=0x7 | days", "days=7.0 | days", "days=1e2 | days", "days= | days", "days | days",
        "days=99999999999999999999 | days", "days=7&days=7 | days", "days[]=1 | days[]", "Days=1 | Days", "toDate=2025-03-01 | fromDate",
        "active_only=TRUE | active_only", "activeOnly=yes | activeOnly", "activeOnly=true&active_only=true | active_only",
        "mode= | mode", "mode=Incremental | mode", "mode=full&mode=full | mode",
        "projects= | projects", "projects=AB, | projects", "projects=ab | projects", "projects=AB&projects=CD | projects",
        "requestsPerSecond=NaN | requestsPerSecond", "requestsPerSecond=Infinity | requestsPerSecond",
        "requestsPerSecond=1e1 | requestsPerSecond", "from_date=2025-02-29 | from_date",
    })
    void hostileQuery_isRefusedNamingTheParameter(String query, String where) {
        assertThat(violations("{}", query)).extracting(BackfillBodyTest::place).containsOnly(where);
    }

    @Test
    void bodyAndQueryThatDisagree_areRefused() {
        assertThat(violations("{\"days\": 7}", "days=8")).extracting(BackfillBodyTest::place).containsExactly("days");
        assertThat(violations("{\"days\": 7}", "fromDate=2025-01-01")).extracting(BackfillBodyTest::place).containsExactly("/days");
    }

    @Test
    void everyViolationIsReportedAtOnce_unknownOnesWithWhatIsAllowed() {
        List<Violation> violations = violations("{\"days\": 0, \"projects\": [\"a\", \"AB\", \"b\"], \"nonsense\": 1}", "parallelism=0");

        assertThat(violations).extracting(BackfillBodyTest::place)
                .containsExactlyInAnyOrder("/days", "/projects/0", "/projects/2", "/nonsense", "parallelism");
        assertThat(violations).filteredOn(violation -> "/nonsense".equals(violation.pointer())).singleElement().satisfies(unknown ->
                assertThat(unknown.allowed())
                        .containsExactly("days", "fromDate", "toDate", "projects", "activeOnly", "mode", "parallelism", "requestsPerSecond"));
    }

    @ParameterizedTest
    @ValueSource(ints = {501, 10_000})
    void tooManyProjects_areRefusedInABoundedAnswer(int count) {
        String projects = IntStream.range(0, count).mapToObj(number -> "\"A" + number + "x\"").collect(Collectors.joining(","));
        assertThat(violations("{\"projects\": [" + projects + "]}", "")).hasSizeBetween(1, 50);
    }

    @Test
    void namesThatCannotBeShown_areShownSafely() {
        assertThat(violations("{\"\\ud800\\u001b[31m\": 1}", "")).extracting(BackfillBodyTest::place).containsExactly("/??[31m");
        assertThat(violations("{\"" + "x".repeat(900) + "\": 1}", "").getFirst().pointer()).hasSize(68);
    }

    @ParameterizedTest
    @CsvSource({
        "days=1, 2026-11-23T00:00:00Z, 2026-11-26T00:00:00Z",
        "days=2555, 2019-11-26T00:00:00Z, 2026-11-26T00:00:00Z",
        "fromDate=2024-02-28&toDate=2024-02-29, 2024-02-28T00:00:00Z, 2024-03-01T00:00:00Z",
        "fromDate=2026-11-24&toDate=2026-11-24, 2026-11-24T00:00:00Z, 2026-11-26T00:00:00Z",
        "fromDate=2026-11-01, 2026-11-01T00:00:00Z, 2026-11-26T00:00:00Z",
        "fromDate=2026-11-01&toDate=2026-11-23, 2026-11-01T00:00:00Z, 2026-11-24T00:00:00Z",
    })
    void periodBecomesWholeDaysInUtc(String query, Instant from, Instant to) {
        Period period = read("{}", query).period();
        assertThat(period.range(LocalDate.of(2026, 11, 24)).from()).isEqualTo(from);
        assertThat(period.range(LocalDate.of(2026, 11, 24)).to()).isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource({
        "days=1, 2027-01-25T00:00:00Z",
        "fromDate=2026-11-01, 2027-01-25T00:00:00Z",
        "fromDate=2026-11-01&toDate=2026-11-24, 2027-01-25T00:00:00Z",
        "fromDate=2026-11-01&toDate=2026-11-23, 2026-11-24T00:00:00Z",
    })
    void periodUpToToday_takesInWhatLiesAhead(String query, Instant to) {
        assertThat(read("{}", query).period().range(LocalDate.of(2026, 11, 24), 60).to()).isEqualTo(to);
    }

    @Test
    void repeatedProjects_areOne() {
        assertThat(read("{}", "projects=AB,CD,AB").parameters()).containsEntry("projects", List.of("AB", "CD"));
    }

    @Test
    void hashIsOfWhatWasAsked_notOfItsSpellingOrPlace() {
        byte[] hash = RequestHash.of(read("{\"fromDate\": \"2025-01-01\", \"requestsPerSecond\": 2}", ""));
        assertThat(RequestHash.of(read("{}", "from_date=2025-01-01&requestsPerSecond=2.0"))).isEqualTo(hash);
        assertThat(RequestHash.of(read("{}", "from_date=2025-01-01&requestsPerSecond=2.0&toDate=2025-01-02"))).isNotEqualTo(hash);
        assertThat(RequestHash.of(read("{}", "from_date=2025-01-02&requestsPerSecond=2.0"))).isNotEqualTo(hash);
    }

    private StartRequest read(String body, String query) {
        ObjectNode object = (ObjectNode) JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build()
                .readTree(body);
        // As the server does it: a plus is a blank, and escapes are UTF-8.
        MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
        UriComponentsBuilder.fromUriString("/?" + query).build().getQueryParams().forEach((name, values) -> {
            if (!name.isEmpty()) {
                values.forEach(value -> parameters.add(decoded(name), value == null ? null : decoded(value)));
            }
        });
        return bodies.understand(Sources.JIRA, RequestReader.read(object, parameters, bodies.fields(Sources.JIRA)));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private List<Violation> violations(String body, String query) {
        return catchThrowableOfType(ProblemException.class, () -> read(body, query)).violations();
    }

    private static String place(Violation violation) {
        return violation.pointer() == null ? String.valueOf(violation.parameter()) : violation.pointer();
    }
}
