package dev.backfill.workers.source.tempo;

import static dev.backfill.workers.source.RecordJson.MAPPER;

import dev.backfill.workers.source.JsonMembers;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Answer;
import dev.backfill.workers.source.http.Retries;
import dev.backfill.workers.source.http.SourceHttp;
import dev.backfill.workflows.failure.FailureType;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks Jira what Tempo's numbers stand for, in bulk ("The Jira Cloud platform REST API": bulk fetch issues, bulk get users). Its
 * requests come out of Jira's own budget. Every method throws {@link SourceException}.
 */
class TempoJira {
    /** The most issues of one request. */
    static final int MOST_ISSUES = 100;
    /** The most users of one request. */
    static final int MOST_USERS = 90;

    private final SourceHttp http;
    private final String site;
    private final String authorization;

    /**
     * @param http with the budget of Jira
     * @param site such as {@code https://example.atlassian.net}
     */
    TempoJira(SourceHttp http, URI site, String user, String token) {
        this.http = http;
        this.site = site.toString().replaceFirst("/+$", "");
        this.authorization = "Basic " + Base64.getEncoder().encodeToString((user + ":" + token).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The keys of these issues; without those that Jira does not have or does not show.
     *
     * @param ids at most {@link #MOST_ISSUES}
     */
    Map<String, String> keys(List<String> ids) {
        ObjectNode body = MAPPER.createObjectNode();
        ids.forEach(body.putArray("issueIdsOrKeys")::add);
        body.putArray("fields").add("key");
        HttpRequest request = request("issue/bulkfetch")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(body)))
                .build();
        Map<String, String> keys = new HashMap<>();
        collect(send(request).path("issues"), "id", "key", keys);
        return keys;
    }

    /**
     * The display names of these users; without those that Jira does not have or does not name.
     *
     * @param accountIds at most {@link #MOST_USERS}
     */
    Map<String, String> names(List<String> accountIds) {
        String wanted = accountIds.stream()
                .map(id -> "&accountId=" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        Map<String, String> names = new HashMap<>();
        int startAt = 0;
        while (true) {
            String route = "user/bulk?maxResults=" + MOST_USERS + "&startAt=" + startAt + wanted;
            JsonNode page = send(request(route).GET().build());
            JsonNode values = page.path("values");
            collect(values, "accountId", "displayName", names);
            startAt += values.size();
            if (values.isEmpty() || startAt >= accountIds.size() || isLast(page, startAt)) {
                return names;
            }
        }
    }

    /** Neither member is promised, and {@code total} is described as the number of items of this page. */
    private static boolean isLast(JsonNode page, int read) {
        return page.has("isLast")
                ? page.path("isLast").asBoolean(false)
                : page.path("values").size() < page.path("maxResults").asInt(0) && read >= page.path("total").asInt(Integer.MAX_VALUE);
    }

    private static void collect(JsonNode objects, String id, String name, Map<String, String> into) {
        for (JsonNode object : objects) {
            String known = JsonMembers.text(object, id);
            String called = JsonMembers.text(object, name);
            if (known != null && called != null && !called.isBlank()) {
                into.put(known, called);
            }
        }
    }

    private JsonNode send(HttpRequest request) {
        return http.exchange(request, Retries.USUAL, TempoJira::read);
    }

    private static JsonNode read(Answer answer) {
        String login = answer.header("x-seraph-loginreason").orElse("");
        if (answer.status() == 401 || login.contains("AUTHENTICATED_FAILED") || login.contains("AUTHENTICATION_DENIED")) {
            throw SourceException.of(
                    FailureType.AUTHENTICATION, "Jira does not accept the credentials: check BACKFILL_JIRA_USER and BACKFILL_JIRA_TOKEN");
        }
        if (answer.status() != 200) {
            boolean weather = answer.status() >= 500;
            throw SourceException.of(weather ? FailureType.UNAVAILABLE : FailureType.CONFIGURATION, "Jira answered " + answer.status());
        }
        try {
            return MAPPER.readTree(answer.body());
        } catch (JacksonException broken) {
            throw SourceException.of(FailureType.MALFORMED_ANSWER, "Jira answered 200 with JSON that cannot be read");
        }
    }

    private HttpRequest.Builder request(String route) {
        return HttpRequest.newBuilder(URI.create(site + "/rest/api/3/" + route))
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip");
    }
}
