package dev.backfill.simulator.jira.search;

import dev.backfill.simulator.jira.jql.Bounds;
import dev.backfill.simulator.jira.jql.Bounds.Range;
import dev.backfill.simulator.jira.site.BaseIssues;
import dev.backfill.simulator.jira.site.UpdateOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * The unchanging issues that a query finds, in its order.
 *
 * @param indices positions in {@link BaseIssues}
 * @param reversed whether they are to be read from the end
 */
record BaseMatches(int[] indices, boolean reversed) {

    int size() {
        return indices.length;
    }

    int get(int place) {
        return reversed ? indices[indices.length - 1 - place] : indices[place];
    }

    static BaseMatches find(BaseIssues base, IssueQuery query, int[] projects) {
        BaseIssues.Cursor cursor = base.cursor();
        int[] found = Arrays.stream(projects)
                .mapToObj(project -> candidates(base, project, query.bounds()))
                .flatMapToInt(slice -> Arrays.stream(slice.indices(), slice.from(), slice.to()))
                .filter(index -> query.match().test(cursor.at(index)))
                .toArray();
        return sorted(base, found, query.order(), projects.length == 1);
    }

    private record Slice(int[] indices, int from, int to) {}

    /** A project's issues within the bounds of one date: that of the update if it is bounded, as it is the rarer one. */
    private static Slice candidates(BaseIssues base, int project, Bounds bounds) {
        if (bounds.updated().isOpen()) {
            return slice(base.members(project), base::created, bounds.created());
        }
        return slice(base.membersByUpdate(project), base::updated, bounds.updated());
    }

    private static Slice slice(int[] indices, IntToLongFunction date, Range range) {
        int from = firstNotBefore(indices, date, range.from());
        return new Slice(indices, from, Math.max(from, firstNotBefore(indices, date, range.to())));
    }

    private static int firstNotBefore(int[] indices, IntToLongFunction date, long instant) {
        int low = 0;
        int high = indices.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (date.applyAsLong(indices[middle]) < instant) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static BaseMatches sorted(BaseIssues base, int[] found, SortOrder order, boolean oneProject) {
        if (order.isByCreation() || oneProject && order.isByKey()) {
            Arrays.sort(found);
            return new BaseMatches(found, order.descending());
        }
        if (order.isByUpdate()) {
            return new BaseMatches(UpdateOrder.sort(found, base::updated), order.descending());
        }
        BaseIssues.Cursor cursor = base.cursor();
        record Placed(int index, long[] position) {}
        int[] sorted = IntStream.of(found)
                .mapToObj(index -> new Placed(index, order.position(cursor.at(index))))
                .sorted(Comparator.comparing(Placed::position, SortOrder::compare))
                .mapToInt(Placed::index).toArray();
        return new BaseMatches(sorted, false);
    }

}
