package dev.backfill.workers.source.jira;

import static dev.backfill.workers.source.RecordJson.MAPPER;

import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Retries;
import dev.backfill.workers.source.http.SourceHttp;
import dev.backfill.workflows.failure.FailureType;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Jira's routes, as they are documented in "The Jira Cloud platform REST API". Knows HTTP and paging, nothing of tables. Every method
 * throws {@link dev.backfill.workers.source.SourceException}.
 */
class JiraClient {
    /** The most ids that a page of a search may hold when nothing else is asked for. */
    static final int MOST_IDS = 5_000;
    /** The most issues that a page with fields, or one bulk fetch, may hold. */
    static final int MOST_ISSUES = 100;

    private static final int MOST_PROJECTS = 100;

    private final SourceHttp http;
    private final URI site;
    private final String authorization;

    JiraClient(SourceHttp http, JiraProperties properties) {
        this.http = http;
        this.site = properties.url();
        String credentials = properties.user() + ":" + properties.token();
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    String siteName() {
        return site.getAuthority();
    }

    /** Who the credentials belong to; the one route that answers 401 to wrong ones. */
    JsonNode myself() {
        return get("myself");
    }

    /** A page of {@code GET /project/search}. */
    JsonNode projects(String status, int startAt) {
        return get("project/search?status=" + status + "&expand=insight,lead&orderBy=key&maxResults=" + MOST_PROJECTS + "&startAt="
                + startAt);
    }

    JsonNode project(String id) {
        return get("project/" + encoded(id));
    }

    /**
     * A page of {@code POST /search/jql}, ids only.
     *
     * @param most at most {@link #MOST_IDS}
     */
    JsonNode searchIds(JiraQuery query, int most, @Nullable String token, Retries retries) {
        ObjectNode body = MAPPER.createObjectNode().put("jql", query.jql()).put("maxResults", most);
        body.putArray("fields").add("id");
        if (token != null) {
            body.put("nextPageToken", token);
        }
        return post("search/jql", body, retries);
    }

    /**
     * A page of {@code POST /search/jql}, with the time of the last change.
     *
     * @param most at most {@link #MOST_ISSUES}
     */
    JsonNode searchTimes(JiraQuery query, int most, @Nullable String token) {
        ObjectNode body = MAPPER.createObjectNode().put("jql", query.jql()).put("maxResults", most);
        body.putArray("fields").add("updated");
        if (token != null) {
            body.put("nextPageToken", token);
        }
        return post("search/jql", body);
    }

    /** {@code POST /search/approximate-count}: a hint, never a proof. */
    long approximateCount(JiraQuery query) {
        JsonNode count = post("search/approximate-count", MAPPER.createObjectNode().put("jql", query.jql())).path("count");
        if (!count.isIntegralNumber()) {
            throw SourceException.of(FailureType.MALFORMED_ANSWER, "Jira's count has no number");
        }
        return count.asLong();
    }

    /**
     * {@code POST /issue/bulkfetch} of whole issues, in ascending id. One that exists and could not be given now is in
     * {@code issueErrors}; one that does not exist, or is not shown, is in neither list.
     */
    JsonNode fetchIssues(List<String> ids, Retries retries) {
        ObjectNode body = bulk(ids);
        body.putArray("fields").add("*all");
        body.putArray("expand").add("changelog");
        return bulkFetch(body, retries);
    }

    /** {@code POST /issue/bulkfetch} of where issues are and when they were created. */
    JsonNode locateIssues(List<String> ids, Retries retries) {
        ObjectNode body = bulk(ids);
        body.putArray("fields").add("project").add("created");
        return bulkFetch(body, retries);
    }

    private JsonNode bulkFetch(ObjectNode body, Retries retries) {
        JsonNode answer = post("issue/bulkfetch", body, retries);
        if (!answer.path("issues").isArray()) {
            throw SourceException.aboutContent(FailureType.MALFORMED_ANSWER, "Jira's answer has no list of issues");
        }
        return answer;
    }

    private static ObjectNode bulk(List<String> ids) {
        ObjectNode body = MAPPER.createObjectNode();
        ids.forEach(body.putArray("issueIdsOrKeys")::add);
        return body;
    }

    /** {@code GET /issue/{id}} of the whole issue; {@code NOT_FOUND} if there is none, or it is not shown. */
    JsonNode issue(String idOrKey) {
        return get("issue/" + encoded(idOrKey) + "?fields=*all&expand=changelog");
    }

    /** The same of where the issue is and when it was created; by id, or by its present or an earlier key. */
    JsonNode locateIssue(String idOrKey, Retries retries) {
        return get("issue/" + encoded(idOrKey) + "?fields=project,created", retries);
    }

    /**
     * A page of an issue's comments, worklogs or changelog.
     *
     * @param route the last part of the route, such as {@code comment}
     * @param most at most {@link #MOST_ISSUES}
     */
    JsonNode parts(String issueId, String route, int startAt, int most, Retries retries) {
        return get("issue/" + encoded(issueId) + "/" + route + "?maxResults=" + most + "&startAt=" + startAt, retries);
    }

    private JsonNode get(String route) {
        return get(route, Retries.USUAL);
    }

    private JsonNode get(String route, Retries retries) {
        return http.exchange(request(route).GET().build(), retries, JiraAnswers::read);
    }

    private JsonNode post(String route, ObjectNode body) {
        return post(route, body, Retries.USUAL);
    }

    private JsonNode post(String route, ObjectNode body, Retries retries) {
        HttpRequest request = request(route)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(body)))
                .build();
        return http.exchange(request, retries, JiraAnswers::read);
    }

    private HttpRequest.Builder request(String route) {
        return HttpRequest.newBuilder(URI.create(site + "/rest/api/3/" + route))
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip");
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
