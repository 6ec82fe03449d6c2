package dev.backfill.standalone.system;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Fireflies: GraphQL, listed newest first along {@code skip}. */
final class FirefliesUnderTest implements SourceUnderTest {
    @Override
    public String id() {
        return "fireflies";
    }

    @Override
    public int size() {
        return 80;
    }

    @Override
    public String everything() {
        return "{\"fromDate\":\"" + SharedSystem.FIRST_DAY + "\",\"limit\":5000,\"parallelism\":8}";
    }

    @Override
    public String recordTable() {
        return "transcript";
    }

    @Override
    public String markColumn() {
        return "title";
    }

    /** The manifest hashes what it is asked for; its hash is compared with that of the title that is stored. */
    @Override
    public String manifest() {
        return "manifest?fields=id%20title";
    }

    @Override
    public String mark(JsonNode line) {
        return line.path("sha256").asString();
    }

    @Override
    public String storedMark(String id, @Nullable String title) {
        SortedMap<String, @Nullable String> transcript = new TreeMap<>();
        transcript.put("id", id);
        // Some have none.
        transcript.put("title", title);
        try {
            byte[] canonical = SystemUnderTest.JSON.writeValueAsBytes(transcript);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    @Override
    public String partition(JsonNode line) {
        return line.path("month").asString();
    }

    /** A sentence has no id of its own: what is compared is how many each transcript has. */
    @Override
    public List<Parts> parts() {
        return List.of(new Parts(
                "sentence",
                "select transcript_id || ' has ' || count(*) from fireflies.sentence where deleted_at is null group by transcript_id",
                line -> line.path("sentences").asInt() == 0
                        ? Stream.empty()
                        : Stream.of(line.path("id").asString() + " has " + line.path("sentences").asInt())));
    }

    @Override
    public String fetchRoute() {
        return "transcripts:full";
    }

    /** What breaks a page is fetched by id. */
    @Override
    public List<String> poisonRoutes() {
        return List.of(fetchRoute(), "transcript");
    }

    @Override
    public String listRoute() {
        return "transcripts:ids";
    }

    @Override
    public List<String> ownWeather() {
        return List.of(
                "[{'kind':'graphqlError','code':'too_many_requests','status':200,'retryAfterSeconds':1,'every':2,'count':2},"
                        + "{'kind':'graphqlError','code':'internal_server_error','status':200,'data':'null','count':3},"
                        + "{'kind':'partialData','field':'sentences','code':'internal_server_error','count':3},"
                        + "{'kind':'emptyPages','every':3,'count':4}]",
                "[{'kind':'shiftedOffsets','by':1,'count':2},{'kind':'shortPages','by':1,'count':5},{'kind':'sameKeys','count':2}]");
    }

    @Override
    public String recordRoute(String id) {
        return "meetings/" + id;
    }

    @Override
    public String mutations() {
        return "{\"editsPerSecond\":5,\"addsPerSecond\":1,\"deletesPerSecond\":0.2}";
    }

    /** Until then it is pending, and stored by the next run. */
    @Override
    public boolean isProcessed(JsonNode line) {
        return line.path("processed").asBoolean();
    }

    @Override
    public Set<String> editedWithoutTrace() {
        return Set.of(recordTable());
    }

    @Override
    public String toString() {
        return id();
    }
}
