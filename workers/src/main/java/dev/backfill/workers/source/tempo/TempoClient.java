package dev.backfill.workers.source.tempo;

import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Answer;
import dev.backfill.workers.source.http.Retries;
import dev.backfill.workers.source.http.SourceHttp;
import dev.backfill.workflows.failure.FailureType;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Tempo's routes, as apidocs.tempo.io documents them. Knows HTTP, nothing of tables. Every method throws {@link SourceException}. */
class TempoClient {
    /** Ids of worklogs are positive. */
    private static final String NO_WORKLOG = "0";

    private final SourceHttp http;
    private final String address;
    private final String authorization;

    TempoClient(SourceHttp http, TempoProperties properties) {
        this.http = http;
        this.address = properties.url().toString().replaceFirst("/+$", "");
        this.authorization = "Bearer " + properties.token();
    }

    /** A page of {@code GET /worklogs}. */
    JsonNode worklogs(TempoQuery query, long offset, int limit, Retries retries) {
        return get("worklogs?" + query.parameters() + "&limit=" + limit + "&offset=" + offset, retries, TempoAnswers::readList);
    }

    /** {@code GET /worklogs/{id}}. */
    JsonNode worklog(String id, Retries retries) {
        return get("worklogs/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20"), retries, TempoAnswers::read);
    }

    /** Asks for nothing: that the token is accepted and may list worklogs is the answer. */
    void requireAccess() {
        worklogs(TempoQuery.nothing(), 0, 1, Retries.USUAL);
    }

    /** Whether the list answers while it has nothing to list. */
    boolean isListing(TempoQuery query) {
        return answers(() -> worklogs(query.ofNothing(), 0, 1, Retries.FEW));
    }

    /** Whether single worklogs are told of, if only that there is none. */
    boolean isTelling() {
        return answers(() -> worklog(NO_WORKLOG, Retries.FEW));
    }

    private static boolean answers(Runnable request) {
        try {
            request.run();
            return true;
        } catch (SourceException failure) {
            return failure.type() == FailureType.NOT_FOUND;
        }
    }

    private JsonNode get(String route, Retries retries, Function<Answer, JsonNode> read) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/" + route))
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip")
                .GET()
                .build();
        return http.exchange(request, retries, read);
    }
}
