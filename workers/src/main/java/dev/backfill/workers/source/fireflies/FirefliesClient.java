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

    /** All that is stored of a transcript. */
    static final String WHOLE = """
            id title date dateString duration organizer_email host_email participants fireflies_users
            meeting_attendees { displayName email phoneNumber name location }
            sentences {
              index speaker_id speaker_name text raw_text start_time end_time
              ai_filters { task pricing metric question date_and_time text_cleanup sentiment }
            }
            speakers { id name }
            summary {
              overview action_items keywords outline shorthand_bullet bullet_gist gist short_summary short_overview meeting_type
              topics_discussed transcript_chapters extended_sections { title content }
            }
            meeting_info { fred_joined silent_meeting summary_status }
            transcript_url audio_url video_url meeting_link calendar_id calendar_type user { user_id email name } privacy
            """;

    private static final String PLACE = "id date dateString";
    /** {@code page}: whole transcripts; {@code list}: ids around them. */
    private static final String PAGE = """
            query Page($from: DateTime, $to: DateTime, $limit: Int, $skip: Int, $most: Int, $listSkip: Int) {
              page: transcripts(fromDate: $from, toDate: $to, limit: $limit, skip: $skip) { %s }
              list: transcripts(fromDate: $from, toDate: $to, limit: $most, skip: $listSkip) { %s }
            }""".formatted(WHOLE, PLACE);
    /** {@code list} and {@code more}: two lists of ids, the second of which begins before the end of the first. */
    private static final String IDS = """
            query Ids($from: DateTime, $to: DateTime, $most: Int, $listSkip: Int, $moreSkip: Int) {
              list: transcripts(fromDate: $from, toDate: $to, limit: $most, skip: $listSkip) { %s }
              more: transcripts(fromDate: $from, toDate: $to, limit: $most, skip: $moreSkip) { %s }
            }""".formatted(PLACE, PLACE);
    private static final String SERVING = "query Serving { user { user_id } }";

    private final SourceHttp http;
    private final URI endpoint;
    private final String authorization;
    private final FirefliesAnswers answers;

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
    FirefliesAnswer page(DateRange range, int limit, int skip, int listSkip) {
        return send(PAGE, Retries.USUAL, variables -> {
            within(range, variables);
            variables.put("limit", limit).put("skip", skip).put("most", MOST_LISTED).put("listSkip", listSkip);
        });
    }

    FirefliesAnswer ids(DateRange range, int listSkip, Retries retries) {
        return send(IDS, retries, variables -> {
            within(range, variables);
            variables.put("most", MOST_LISTED).put("listSkip", listSkip).put("moreSkip", listSkip + MOST_LISTED - OVERLAP);
        });
    }

    /** Neither {@code fromDate} nor {@code toDate} is in what they bound. */
    private static void within(DateRange range, ObjectNode variables) {
        variables.put("from", range.from().minusMillis(1).toString()).put("to", range.to().toString());
    }

    /** Whole transcripts by id, each below {@link #alias}. */
    FirefliesAnswer transcripts(List<String> ids, Retries retries) {
        return byId(ids, WHOLE, retries);
    }

    /** When these transcripts began, each below {@link #alias}. */
    FirefliesAnswer places(List<String> ids, Retries retries) {
        return byId(ids, PLACE, retries);
    }

    static String alias(int index) {
        return "t" + index;
    }

    private FirefliesAnswer byId(List<String> ids, String fields, Retries retries) {
        String declared = IntStream.range(0, ids.size()).mapToObj(index -> "$id" + index + ": String!").collect(Collectors.joining(", "));
        String asked = IntStream.range(0, ids.size())
                .mapToObj(index -> alias(index) + ": transcript(id: $id" + index + ") { " + fields + " }")
                .collect(Collectors.joining("\n"));
        return send("query ById(" + declared + ") {\n" + asked + "\n}", retries, variables -> {
            for (int index = 0; index < ids.size(); index++) {
                variables.put("id" + index, ids.get(index));
            }
        });
    }

    /** Whether anything is answered at all: in an outage no record is blamed. */
    boolean isServing() {
        try {
            send(SERVING, Retries.FEW, variables -> {}).require("user");
            return true;
        } catch (SourceException outage) {
            return false;
        }
    }

    private FirefliesAnswer send(String query, Retries retries, Consumer<ObjectNode> fill) {
        ObjectNode body = MAPPER.createObjectNode().put("query", query);
        fill.accept(body.putObject("variables"));
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(body)))
                .build();
        return http.exchange(request, retries, answers::read);
    }
}
