package dev.backfill.standalone.system;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What tests of the whole system have to know of a source, beside what all have in common. Each is registered in
 * {@link SourcesUnderTest}, and from then on every test of kills, faults and damage is about it, too.
 */
interface SourceUnderTest {
    /** The id under which {@code Sources} registers it, which is also the simulator's name and the schema. */
    String id();

    /** How many records the system has that tests share. */
    int size();

    /** The body of a start that covers all that the simulator has. */
    String everything();

    /** The table of its records, without the schema. */
    String recordTable();

    /** What is compared of a record besides its id, as SQL over the table of records; see {@link #storedMark}. */
    String markColumn();

    /** What {@link #storedMark} must be, from a line of the manifest. */
    String mark(JsonNode line);

    /** What the stored record comes to, in the terms of the manifest. */
    default String storedMark(String id, @Nullable String column) {
        return Objects.requireNonNullElse(column, "");
    }

    /** The simulator's own list of what is there, below its admin routes. */
    default String manifest() {
        return "manifest";
    }

    /** The partition of a line of the manifest, by the key that people use. */
    String partition(JsonNode line);

    /** What the store must have of each table of parts. */
    List<Parts> parts();

    /**
     * The parts of one table.
     *
     * @param table what to call them
     * @param sql gives each that is stored and not deleted, as one text
     * @param expected the same of a line of the manifest
     */
    record Parts(String table, String sql, Function<JsonNode, Stream<String>> expected) {
        /** Parts whose ids a member of the manifest lists. */
        static Parts byId(String schema, String table, String member) {
            String sql = "select id from %s.%s where deleted_at is null".formatted(schema, table);
            return new Parts(table, sql, line -> line.path(member).valueStream().map(JsonNode::asString));
        }
    }

    /** The route that brings whole records, as faults name it. */
    String fetchRoute();

    /** The routes that a record has to break so that it cannot be fetched at all. */
    default List<String> poisonRoutes() {
        return List.of(fetchRoute());
    }

    /** Whether the id of a record that cannot be fetched is known. */
    default boolean namesPoison() {
        return true;
    }

    /** The route that lists what there is, as faults name it. */
    String listRoute();

    /**
     * Faults of its own kind, beside those that every vendor has: they pass, and nothing is lost.
     *
     * @return two groups, each of which strikes one run: a JSON array with single quotes
     */
    List<String> ownWeather();

    /** Whether a record may be one that a fault is about, from its line in the manifest. */
    default boolean isOrdinary(JsonNode line) {
        return true;
    }

    /** Whether the vendor has the whole of a record already, from its line in the manifest. */
    default boolean isProcessed(JsonNode line) {
        return true;
    }

    /** The admin route of a record. */
    String recordRoute(String id);

    /** People at work, in the words of its admin route {@code mutations}; they delete too little to be taken for a lost permission. */
    String mutations();

    /** The tables of what is edited without a trace: the vendor tells of no such edit, and only a full run sees it. */
    default Set<String> editedWithoutTrace() {
        return Set.of();
    }

    /** What an operator has to look at when the credentials are refused. */
    default String credentialsSetting() {
        return "BACKFILL_" + id().toUpperCase(Locale.ROOT) + "_TOKEN";
    }
}
