package dev.backfill.simulator.jira.jql;

import dev.backfill.simulator.jira.jql.Jql.Clause;
import dev.backfill.simulator.jira.jql.Jql.Term;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the outermost AND of a query says about where to look; everything else is left to the test.
 *
 * @param projects positions, empty when any visible project will do
 */
public record Bounds(Set<Integer> projects, Range created, Range updated) {

    /** Epoch milliseconds, the end not included. */
    public record Range(long from, long to) {

        static final Range ALL = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

        /** Whether both ends are open. */
        public boolean isOpen() {
            return equals(ALL);
        }

        private Range and(Range other) {
            return new Range(Math.max(from, other.from), Math.min(to, other.to));
        }
    }

    /** Bounds that every issue found by a clause lies in. */
    public static Bounds of(Clause clause, Names names, JqlDates dates) {
        List<Clause> clauses = clause instanceof Jql.And and ? and.clauses() : List.of(clause);
        Bounds bounds = new Bounds(Set.of(), Range.ALL, Range.ALL);
        for (Clause each : clauses) {
            if (each instanceof Term term) {
                bounds = bounds.narrowed(term, names, dates);
            }
        }
        return bounds;
    }

    private Bounds narrowed(Term term, Names names, JqlDates dates) {
        return switch (term.field()) {
            case "project" -> projects.isEmpty() && (term.operator().equals("=") || term.operator().equals("in"))
                    ? new Bounds(term.values().stream().map(value -> Compiler.project(names, value.text()))
                            .collect(Collectors.toUnmodifiableSet()), created, updated)
                    : this;
            case "created" -> new Bounds(projects, created.and(range(term, dates)), updated);
            case "updated" -> new Bounds(projects, created, updated.and(range(term, dates)));
            default -> this;
        };
    }

    private static Range range(Term term, JqlDates dates) {
        long minute = dates.minute(term.field(), term.value());
        return switch (term.operator()) {
            case "=" -> new Range(minute, minute + JqlDates.MINUTE);
            case "<" -> new Range(Long.MIN_VALUE, minute);
            case "<=" -> new Range(Long.MIN_VALUE, minute + JqlDates.MINUTE);
            case ">" -> new Range(minute + JqlDates.MINUTE, Long.MAX_VALUE);
            case ">=" -> new Range(minute, Long.MAX_VALUE);
            default -> Range.ALL;
        };
    }
}
