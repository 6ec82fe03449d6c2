package dev.backfill.simulator.jira.search;

import dev.backfill.simulator.jira.jql.Facts;
import dev.backfill.simulator.jira.jql.Jql.Sort;
import java.util.Arrays;
import java.util.List;

/**
 * The order of a query, as numbers to compare: a position in it is the sort values of the last issue seen. So an issue
 * that gets a new {@code updated} while somebody pages by it is met again later or never, as at Jira.
 */
final class SortOrder {

    private static final List<Sort> NEWEST_FIRST = List.of(new Sort("id", true));

    private final List<Sort> fields;
    private final int[] projectRanks;

    /**
     * @param fields as asked for; newest first when none
     * @param projectRanks place of each project in the order of keys
     */
    SortOrder(List<Sort> fields, int[] projectRanks) {
        this.fields = fields.isEmpty() ? NEWEST_FIRST : fields;
        this.projectRanks = projectRanks;
    }

    /** Ascending numbers, whatever the direction; the id comes last, so that no two issues are equal. */
    long[] position(Facts facts) {
        long[] values = new long[fields.size() + 1];
        for (int i = 0; i < fields.size(); i++) {
            long value = value(fields.get(i).field(), facts);
            // The complement turns the order round and, unlike the negative, has no exception.
            values[i] = fields.get(i).descending() ? ~value : value;
        }
        values[fields.size()] = descending() ? ~facts.id() : facts.id();
        return values;
    }

    static int compare(long[] left, long[] right) {
        return Arrays.compare(left, right);
    }

    /** How many numbers a position has. */
    int width() {
        return fields.size() + 1;
    }

    /** Whether the first field sorts downwards. */
    boolean descending() {
        return fields.getFirst().descending();
    }

    /** Whether this is the order of creation, or its opposite. */
    boolean isByCreation() {
        return isPlain("created") || isPlain("id");
    }

    /** Whether this is the order of update and then of creation, or its opposite. */
    boolean isByUpdate() {
        return isPlain("updated");
    }

    /** Whether this is the order of keys, which within one project is that of creation, or its opposite. */
    boolean isByKey() {
        return isPlain("key");
    }

    private boolean isPlain(String first) {
        return fields.getFirst().field().equals(first)
                && (fields.size() == 1 || fields.get(1).equals(new Sort("id", descending())));
    }

    private long value(String field, Facts facts) {
        return switch (field) {
            case "created" -> facts.created();
            case "updated" -> facts.updated();
            case "key" -> (long) projectRanks[facts.project()] << 32 | facts.number();
            default -> facts.id();
        };
    }
}
