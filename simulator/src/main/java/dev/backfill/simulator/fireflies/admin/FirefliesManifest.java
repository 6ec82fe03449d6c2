package dev.backfill.simulator.fireflies.admin;

import dev.backfill.simulator.fireflies.graphql.GraphqlEndpoint;
import dev.backfill.simulator.fireflies.graphql.GraphqlRequest;
import dev.backfill.simulator.fireflies.graphql.JsonWriter;
import dev.backfill.simulator.fireflies.graphql.ManifestQuery;
import dev.backfill.simulator.fireflies.meeting.Meeting;
import dev.backfill.simulator.fireflies.meeting.MeetingContent;
import dev.backfill.simulator.fireflies.meeting.MeetingFilter;
import dev.backfill.simulator.fireflies.meeting.Meetings;
import dev.backfill.simulator.json.CanonicalJson;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * What is there at this moment, newest first, one line a meeting; made while it is sent. The SHA-256 is that of what a
 * client gets that asks for these fields, with links cut before their signatures.
 */
final class FirefliesManifest {

    private final Meetings meetings;
    private final MeetingContent content;
    private final GraphqlEndpoint endpoint;
    private final InstantSource clock;

    FirefliesManifest(Meetings meetings, MeetingContent content, GraphqlEndpoint endpoint, InstantSource clock) {
        this.meetings = meetings;
        this.content = content;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /** @param fields what to hash, as a selection of GraphQL; a usual one when absent */
    Publisher<byte[]> lines(Optional<String> fields, boolean withHash) {
        String query = ManifestQuery.of(fields);
        return Flux.fromStream(() -> meetings.newestFirst(MeetingFilter.ALL)).map(meeting -> line(meeting, query, withHash));
    }

    private byte[] line(Meeting meeting, String query, boolean withHash) {
        Instant date = Instant.ofEpochMilli(meeting.date());
        boolean hasSentences = meeting.hasSentences(clock.millis());
        List<Map<String, @Nullable Object>> sentences = hasSentences ? content.sentences(meeting) : null;
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("id", meeting.id());
        line.put("date", meeting.date());
        line.put("month", date.toString().substring(0, 7));
        line.put("day", date.atZone(ZoneOffset.UTC).toLocalDate().toString());
        line.put("appeared", meeting.appears());
        line.put("organizer", content.facts(meeting).organizer());
        line.put("sentences", sentences == null ? 0 : sentences.size());
        line.put("processed", meeting.isProcessed(clock.millis()));
        if (withHash) {
            line.put("sha256", CanonicalJson.sha256(JsonWriter.write(whole(meeting, query))));
        }
        byte[] json = JsonWriter.write(line);
        byte[] ended = Arrays.copyOf(json, json.length + 1);
        ended[json.length] = '\n';
        return ended;
    }

    private Map<String, Object> whole(Meeting meeting, String query) {
        Map<String, Map<String, Object>> data = endpoint.execute(
                new GraphqlRequest(query, Map.of("id", meeting.id()), Optional.empty()), clock).getData();
        Map<String, Object> transcript = data == null ? null : data.get("transcript");
        if (transcript == null) {
            throw new IllegalArgumentException("fields must be a selection on Transcript: " + query);
        }
        for (String link : List.of("audio_url", "video_url")) {
            transcript.computeIfPresent(link, (_, url) -> url.toString().replaceFirst("\\?.*", ""));
        }
        return transcript;
    }
}
