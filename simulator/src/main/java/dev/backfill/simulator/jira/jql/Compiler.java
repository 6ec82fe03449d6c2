package dev.backfill.simulator.jira.jql;

import dev.backfill.simulator.jira.jql.Jql.Clause;
import dev.backfill.simulator.jira.jql.Jql.Term;
import dev.backfill.simulator.jira.jql.Jql.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Turns a tree into a test of issues, refusing values that the site does not know. */
public final class Compiler {

    private final Names names;
    private final JqlDates dates;

    /** @param names as the asking user sees them */
    public Compiler(Names names, JqlDates dates) {
        this.names = names;
        this.dates = dates;
    }

    /** The test for a clause. */
    public Match compile(Clause clause) {
        return switch (clause) {
            case Jql.And and -> every(all(and.clauses()));
            case Jql.Or or -> some(all(or.clauses()));
            case Jql.Not not -> {
                Match inside = compile(not.clause());
                yield facts -> !inside.test(facts);
            }
            case Term term -> term(term);
        };
    }

    private static Match every(Match[] matches) {
        return facts -> {
            for (Match match : matches) {
                if (!match.test(facts)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static Match some(Match[] matches) {
        return facts -> {
            for (Match match : matches) {
                if (match.test(facts)) {
                    return true;
                }
            }
            return false;
        };
    }

    private Match[] all(List<Clause> clauses) {
        return clauses.stream().map(this::compile).toArray(Match[]::new);
    }

    private Match term(Term term) {
        return switch (term.field()) {
            case "created" -> date(term, Facts::created);
            case "updated" -> date(term, Facts::updated);
            case "project" -> equality(term, facts -> facts.project(), value -> (long) project(names, value.text()));
            case "status" ->
                equality(term, facts -> facts.status(), value -> known(names.status(value.text()), term, value));
            case "issuetype" ->
                equality(term, facts -> facts.type(), value -> known(names.type(value.text()), term, value));
            default -> issue(term);
        };
    }

    /** The project of a value; Jira refuses one that is hidden in the words for one that does not exist. */
    static int project(Names names, String text) {
        return names.project(text).orElseThrow(() -> new JqlException(
                "The value '%s' does not exist for the field 'project'.".formatted(text)));
    }

    private static long known(OptionalInt position, Term term, Value value) {
        return position.orElseThrow(() -> new JqlException(
                "The value '%s' does not exist for the field '%s'.".formatted(value.text(), term.field())));
    }

    private Match issue(Term term) {
        return switch (term.operator()) {
            case "=", "!=", "in", "not in" -> equality(term, Facts::id, value -> issue(term, value));
            default -> compared(term, Facts::id, issue(term, term.value()));
        };
    }

    private long issue(Term term, Value value) {
        return names.issue(value.text()).orElseThrow(() -> new JqlException(
                "An issue with key '%s' does not exist for field '%s'.".formatted(value.text(), term.field())));
    }

    private static Match equality(Term term, ToLongFunction<Facts> left, Function<Value, Long> right) {
        Set<Long> wanted = term.values().stream().map(right).collect(Collectors.toUnmodifiableSet());
        long only = wanted.iterator().next();
        return switch (term.operator()) {
            case "=" -> facts -> left.applyAsLong(facts) == only;
            case "!=" -> facts -> left.applyAsLong(facts) != only;
            case "in" -> facts -> wanted.contains(left.applyAsLong(facts));
            case "not in" -> facts -> !wanted.contains(left.applyAsLong(facts));
            default -> throw new JqlException("The operator '%s' is not supported by the '%s' field."
                    .formatted(term.operator(), term.field()));
        };
    }

    /** Both sides count whole minutes, so that a second within the minute of the literal equals it. */
    private Match date(Term term, ToLongFunction<Facts> left) {
        List<Long> minutes = new ArrayList<>();
        term.values().forEach(value -> minutes.add(dates.minute(term.field(), value)));
        ToLongFunction<Facts> minute = facts -> Math.floorDiv(left.applyAsLong(facts), JqlDates.MINUTE) * JqlDates.MINUTE;
        return switch (term.operator()) {
            case "in" -> facts -> minutes.contains(minute.applyAsLong(facts));
            case "not in" -> facts -> !minutes.contains(minute.applyAsLong(facts));
            default -> compared(term, minute, minutes.getFirst());
        };
    }

    private static Match compared(Term term, ToLongFunction<Facts> left, long right) {
        return switch (term.operator()) {
            case "=" -> facts -> left.applyAsLong(facts) == right;
            case "!=" -> facts -> left.applyAsLong(facts) != right;
            case "<" -> facts -> left.applyAsLong(facts) < right;
            case "<=" -> facts -> left.applyAsLong(facts) <= right;
            case ">" -> facts -> left.applyAsLong(facts) > right;
            default -> facts -> left.applyAsLong(facts) >= right;
        };
    }
}
