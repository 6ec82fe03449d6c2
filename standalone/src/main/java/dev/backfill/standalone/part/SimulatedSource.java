package dev.backfill.standalone.part;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A source that the simulator serves: how much it generates, and what the workers are told of it. A new one is one constant here, and
 * its place in the list.
 *
 * @param id as {@code Sources} registers it
 * @param records what its size counts; {@code ./run} takes the size as an option of this name
 * @param simulatorOption the option of the simulator that takes the size
 * @param size by default
 * @param most the largest size that the simulator takes
 * @param days how far back what it generates lies, at most: where months are partitions, those without anything take time as well
 * @param path of its API, below the simulator's base
 * @param limit the parameter of a start that bounds how many records are pulled; null if it has none
 * @param budget how fast the workers may ask
 */
public record SimulatedSource(
        String id, String records, String simulatorOption, int size, int most, int days, String path, @Nullable String limit, Budget budget) {
    public static final SimulatedSource JIRA = new SimulatedSource(
            "jira", "issues", "--issues", 20_000, 10_000_000, 3650, "/jira", null, Budget.perSecond(issues -> issues / 1600));
    public static final SimulatedSource NOTION = new SimulatedSource(
            "notion", "pages", "--notion-pages", 600, 5_000_000, 3650, "/notion", null, Budget.perSecond(pages -> pages / 6));
    public static final SimulatedSource TEMPO = new SimulatedSource(
            "tempo", "worklogs", "--tempo-worklogs", 20_000, 5_000_000, 2300, "/tempo/4", null, Budget.perSecond(worklogs -> 10 + worklogs / 12_000));
    public static final SimulatedSource FIREFLIES = new SimulatedSource(
            "fireflies", "meetings", "--fireflies-meetings", 400, 1_000_000, 1200, "/fireflies/graphql", "limit",
            new Budget("REQUESTS_PER_MINUTE", 10_000, meetings -> meetings * 4, Map.of("REQUESTS_PER_DAY", "0")));

    /** More than are asked for may be there by the time that they are. */
    private static final int FEWEST_OF_A_LIMIT = 1000;
    private static final int MOST_OF_A_LIMIT = 5000;

    private static final List<SimulatedSource> ALL = List.of(JIRA, NOTION, TEMPO, FIREFLIES);

    /**
     * What stands in for the vendor's own limits, which the simulator does not enforce unless it is told to.
     *
     * @param setting the rest of the setting's name, behind the source's
     * @param plenty a rate that holds nobody up
     * @param slowed a rate at which a source of this size takes some twenty seconds
     * @param more other settings that lift a limit
     */
    public record Budget(String setting, int plenty, IntUnaryOperator slowed, Map<String, String> more) {
        static Budget perSecond(IntUnaryOperator slowed) {
            return new Budget("REQUESTS_PER_SECOND", 1000, slowed, Map.of());
        }
    }

    /** All of them, in the order in which they are shown. */
    public static List<SimulatedSource> all() {
        return ALL;
    }

    public static Optional<SimulatedSource> find(String id) {
        return ALL.stream().filter(source -> source.id().equals(id)).findFirst();
    }

    /** What the workers are told, so that they ask the simulator at this base and need not wait. */
    public Map<String, String> settings(URI simulator) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(setting("URL"), simulator + path);
        if (equals(JIRA)) {
            settings.put(setting("USER"), Simulator.USER);
        }
        settings.put(setting("TOKEN"), Simulator.TOKEN);
        budget.more().forEach((name, value) -> settings.put(setting(name), value));
        settings.put(setting(budget.setting()), String.valueOf(budget.plenty()));
        return settings;
    }

    /** A setting that makes pulling this many records take some twenty seconds. */
    public Map<String, String> slowedDown(int records) {
        return Map.of(setting(budget.setting()), String.valueOf(Math.clamp(budget.slowed().applyAsInt(records), 2, budget.plenty())));
    }

    /** The body of a start that pulls all of this many records: they go back further than some sources do by default. */
    public ObjectNode everything(int records) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("days", days);
        if (limit != null) {
            body.put(limit, Math.clamp(records, FEWEST_OF_A_LIMIT, MOST_OF_A_LIMIT));
        }
        return body;
    }

    private String setting(String name) {
        return "BACKFILL_" + id.toUpperCase(Locale.ROOT) + "_" + name;
    }
}
