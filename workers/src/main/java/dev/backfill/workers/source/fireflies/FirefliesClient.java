package dev.backfill.workers.source.fireflies;

import static dev.backfill.workers.source.RecordJson.MAPPER;

import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Retries;
import dev.backfill.workers.source.http.SourceHttp;
import dev.backfill.workflows.source.DateRange;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fireflies' queries, as <a href="https://docs.fireflies.ai/graphql-api/query/transcripts">its pages</a> have them. A request of HTTP
 * is what the quota counts, so that one carries several root fields, by aliases. Every method throws {@link SourceException}.
 */
class FirefliesClient {
    /** The most transcripts of a list. */
    static final int MOST_LISTED = 50;
    /** The most whole transcripts of a page: the list of ids beside it begins a little before and reaches a little beyond. */
    static final int MOST_WHOLE = 40;
    /** How far two lists of ids in one request overlap, so that a shift between them shows. */
    static final int OVERLAP = 5;
    /** The most transcripts that are asked for by id in one request. */
    static final int MOST_BY_ID = 10;

    /** {@code page}: whole transcripts; {@code list}: ids around them. */
    private static final String PAGE = "query Page($from: DateTime, $to: DateTime, $limit: Int, $skip: Int, $most: Int, $listSkip: Int) {";
    /** {@code list}, {@code further} and {@code more}: lists of ids, the last of which begins before the end of the first if that is full. */
    private static final String IDS = "query Ids($from: DateTime, $to: DateTime, $most: Int, $listSkip: Int, $furtherSkip: Int, $moreSkip: Int) {";
    private static final String SERVING = "query Serving { user { user_id } }";

    private final SourceHttp http;
    private final URI endpoint;
    private final String authorization;
    private final FirefliesAnswers answers;
    private final FirefliesFields fields = new FirefliesFields();

    FirefliesClient(SourceHttp http, FirefliesProperties properties, Clock clock) {
        this.http = http;
        this.endpoint = properties.url();
        this.authorization = "Bearer " + properties.token();
        this.answers = new FirefliesAnswers(clock);
    }

    /**
     * Whole transcripts, newest first, and ids around them.
     *
     * @param limit at most {@link #MOST_WHOLE}
     * @param listSkip where the list of {@link #MOST_LISTED} ids begins
     */
    FirefliesAnswer page(DateRange range, int limit, int skip, int listSkip, Retries retries) {
        return send(this::pageQuery, retries, variables -> {
            within(range, variables);
            variables.put("limit", limit).put("skip", skip).put("most", MOST_LISTED).put("listSkip", listSkip);
        });
    }

    FirefliesAnswer ids(DateRange range, int listSkip, Retries retries) {
        return send(this::idsQuery, retries, variables -> {
            within(range, variables);
            variables.put("most", MOST_LISTED).put("listSkip", listSkip).put("furtherSkip", listSkip + OVERLAP)
                    .put("moreSkip", listSkip + MOST_LISTED - OVERLAP);
        });
    }

    private FirefliesQuery pageQuery() {
        return new FirefliesQuery().line(PAGE)
                .transcripts("page: transcripts(fromDate: $from, toDate: $to, limit: $limit, skip: $skip)", fields.of(FirefliesFields.WHOLE))
                .transcripts("list: transcripts(fromDate: $from, toDate: $to, limit: $most, skip: $listSkip)", fields.of(FirefliesFields.PLACE))
                .line("}");
    }

    private FirefliesQuery idsQuery() {
        return new FirefliesQuery().line(IDS)
                .transcripts("list: transcripts(fromDate: $from, toDate: $to, limit: $most, skip: $listSkip)", fields.of(FirefliesFields.PLACE))
                .transcripts("further: transcripts(fromDate: $from, toDate: $to, limit: $most, skip: $furtherSkip)", fields.of(FirefliesFields.PLACE))
                .transcripts("more: transcripts(fromDate: $from, toDate: $to, limit: $most, skip: $moreSkip)", fields.of(FirefliesFields.PLACE))
                .line("}");
    }

    /** Neither {@code fromDate} nor {@code toDate} is in what they bound. */
    private static void within(DateRange range, ObjectNode variables) {
        variables.put("from", range.from().minusMillis(1).toString()).put("to", range.to().toString());
    }

    /** Whole transcripts by id, each below {@link #alias}. */
    FirefliesAnswer transcripts(List<String> ids, Retries retries) {
        return byId(ids, FirefliesFields.WHOLE, retries);
    }

    /** When these transcripts began, each below {@link #alias}. */
    FirefliesAnswer places(List<String> ids, Retries retries) {
        return byId(ids, FirefliesFields.PLACE, retries);
    }

    static String alias(int index) {
        return "t" + index;
    }

    private FirefliesAnswer byId(List<String> ids, String asked, Retries retries) {
        String declared = IntStream.range(0, ids.size()).mapToObj(index -> "$id" + index + ": String!").collect(Collectors.joining(", "));
        return send(() -> {
            FirefliesQuery query = new FirefliesQuery().byId().line("query ById(" + declared + ") {");
            List<FirefliesFields.Field> wanted = fields.of(asked);
            IntStream.range(0, ids.size()).forEach(index -> query.transcripts(alias(index) + ": transcript(id: $id" + index + ")", wanted));
            return query.line("}");
        }, retries, variables -> {
            for (int index = 0; index < ids.size(); index++) {
                variables.put("id" + index, ids.get(index));
            }
        });
    }

    /** What Fireflies turned out not to have, or not to give. */
    FirefliesFields fields() {
        return fields;
    }

    /** Whether anything is answered at all: in an outage no record is blamed. */
    boolean isServing() {
        try {
            send(() -> new FirefliesQuery().line(SERVING), Retries.FEW, variables -> {}).require("user");
            return true;
        } catch (SourceException outage) {
            return false;
        }
    }

    /** Asks again at once, without them, if Fireflies does not have some of the fields or does not give some on this plan. */
    private FirefliesAnswer send(Supplier<FirefliesQuery> asked, Retries retries, Consumer<ObjectNode> fill) {
        boolean wasSmaller = false;
        try {
            while (true) {
                FirefliesQuery query = asked.get();
                FirefliesAnswer answer = http.exchange(request(query, fill), retries, each -> answers.read(each, query));
                if (answer.notKnown().isEmpty() && answer.notInPlan() == null) {
                    if (wasSmaller && answer.unplaced().isPresent()) {
                        fields.askAgainForWhatPlansDifferIn();
                    }
                    return answer;
                }
                fields.leaveOut(answer.notKnown());
                if (answer.notInPlan() != null) {
                    fields.leaveOutWhatPlansDifferIn(answer.notInPlan());
                    wasSmaller = true;
                }
            }
        } catch (SourceException failure) {
            if (wasSmaller) {
                fields.askAgainForWhatPlansDifferIn();
            }
            throw failure;
        }
    }

    private HttpRequest request(FirefliesQuery query, Consumer<ObjectNode> fill) {
        ObjectNode body = MAPPER.createObjectNode().put("query", query.text());
        fill.accept(body.putObject("variables"));
        return HttpRequest.newBuilder(endpoint)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(body)))
                .build();
    }
}
