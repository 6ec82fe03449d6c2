package dev.backfill.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backfill.simulator.fireflies.FirefliesOptions;
import dev.backfill.simulator.fireflies.FirefliesOptions.Quota;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FirefliesQuotaTest {

    private static final String QUERY = "{ transcripts(limit: 1) { id } }";

    private static FirefliesClient start(Quota quota) {
        return FirefliesClient.start(SimulatorOptions.defaults()
                .withFireflies(FirefliesOptions.defaults().withMeetings(10).withQuota(quota)));
    }

    @Test
    void usedUpDay_tellsWhenToComeBack() {
        try (FirefliesClient client = start(new Quota(3, 0, Duration.ofDays(1), 429))) {
            for (int left = 2; left >= 0; left--) {
                HttpResponse<byte[]> answer = client.post(QUERY, Map.of());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("X-RateLimit-Remaining")).contains(Integer.toString(left));
                assertThat(answer.headers().firstValue("X-RateLimit-Limit-api")).contains("3");
            }
            HttpResponse<byte[]> refused = client.post(QUERY, Map.of());
            assertThat(refused.statusCode()).isEqualTo(429);
            JsonNode error = FirefliesClient.json(refused).path("errors").path(0);
            assertThat(error.path("code").asString()).isEqualTo("too_many_requests");
            assertThat(error.path("extensions").path("status").asInt()).isEqualTo(429);
            long retryAfter = error.path("extensions").path("metadata").path("retryAfter").asLong();
            assertThat(retryAfter % Duration.ofDays(1).toMillis()).isZero();
            assertThat(retryAfter).isBetween(System.currentTimeMillis(), System.currentTimeMillis() + Duration.ofDays(1).toMillis());
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 86_400L);
            assertThat(client.admin("GET", "limit", "").path("usedToday").asInt()).isEqualTo(3);
        }
    }

    @Test
    void shortDay_endsAtTheTimeToldInsideTwoHundred() {
        try (FirefliesClient client = start(new Quota(1, 0, Duration.ofSeconds(3), 200))) {
            JsonNode refused = await().atMost(Duration.ofMinutes(1))
                    .until(() -> client.query(QUERY), answer -> answer.has("errors"));
            assertThat(FirefliesClient.code(refused)).isEqualTo("too_many_requests");
            assertThat(refused.path("data").isNull()).isTrue();
            long retryAfter = refused.path("errors").path(0).path("extensions").path("metadata").path("retryAfter").asLong();
            await().atMost(Duration.ofMinutes(1)).until(() -> System.currentTimeMillis() >= retryAfter);
            assertThat(client.query(QUERY).has("errors")).isFalse();
        }
    }

    @Test
    void minute_isLimitedBesideTheDay() {
        try (FirefliesClient client = start(new Quota(50, 2, Duration.ofDays(1), 429))) {
            HttpResponse<byte[]> refused = await().atMost(Duration.ofMinutes(1))
                    .until(() -> client.post(QUERY, Map.of()), answer -> answer.statusCode() == 429);
            assertThat(refused.headers().firstValue("X-RateLimit-Remaining-api_burst")).contains("0");
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 60L);
        }
    }

    @Test
    void limit_canBeSetLater_andIsFiftyADayWhenOnlyTheDayIsGiven() {
        try (FirefliesClient client = start(Quota.NONE)) {
            assertThat(client.post(QUERY, Map.of()).headers().firstValue("X-RateLimit-Limit")).isEmpty();
            client.admin("POST", "limit", "{\"quotaSeconds\": 3600, \"status\": 200}");
            assertThat(client.post(QUERY, Map.of()).headers().firstValue("X-RateLimit-Limit")).contains("50");
            client.admin("POST", "limit", "{}");
            assertThat(client.admin("GET", "limit", "").path("requestsPerDay").asInt()).isZero();
        }
    }

    @Test
    void commandLine_setsIt() {
        FirefliesOptions options = CommandLine.read(new String[] {"--fireflies-meetings", "30", "--fireflies-token", "t",
            "--fireflies-quota-seconds", "20", "--fireflies-requests-per-minute", "60", "--fireflies-limit-status", "200",
            "--fireflies-processing-seconds", "5", "--fireflies-unprocessed", "4"}).fireflies();
        assertThat(options).isEqualTo(new FirefliesOptions(30, 36, "t", Duration.ofSeconds(5), 4,
                new Quota(50, 60, Duration.ofSeconds(20), 200)));
        assertThat(CommandLine.read(new String[0]).fireflies().quota()).isEqualTo(Quota.NONE);
    }
}
