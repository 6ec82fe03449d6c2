package dev.backfill.simulator.jira.jql;

import java.util.List;
import java.util.Optional;

/**
 * A query as a tree.
 *
 * @param where absent when the query restricts nothing
 * @param order empty when none is asked for
 */
public record Jql(Optional<Clause> where, List<Sort> order) {

    /** What an issue must satisfy. */
    public sealed interface Clause {}

    /** All of them. */
    public record And(List<Clause> clauses) implements Clause {}

    /** Any of them. */
    public record Or(List<Clause> clauses) implements Clause {}

    /** The opposite. */
    public record Not(Clause clause) implements Clause {}

    /**
     * A field against values.
     *
     * @param field lower case, aliases resolved
     * @param operator {@code = != < <= > >= in} or {@code not in}
     * @param values exactly one unless the operator is {@code in} or {@code not in}
     */
    public record Term(String field, String operator, List<Value> values) implements Clause {

        /** The value of an operator that takes one. */
        public Value value() {
            return values.getFirst();
        }
    }

    /** A literal; only an unquoted whole number is epoch milliseconds. */
    public record Value(String text, boolean quoted) {}

    /** One field of ORDER BY. */
    public record Sort(String field, boolean descending) {}

    /** Reads a query; a {@link JqlException} says what is wrong and where. */
    public static Jql parse(String query) {
        return new Parser(query).parse();
    }
}
