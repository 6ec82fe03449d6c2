package dev.backfill.simulator.jira.jql;

import dev.backfill.simulator.jira.jql.Jql.Clause;
import dev.backfill.simulator.jira.jql.Jql.Sort;
import dev.backfill.simulator.jira.jql.Jql.Term;
import dev.backfill.simulator.jira.jql.Jql.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Recursive descent over the tokens: OR binds weakest, then AND, then NOT. */
final class Parser {

    private static final int MOST_SORT_FIELDS = 7;
    private static final Map<String, String> ALIASES = Map.of("issuekey", "key", "issue", "key", "type", "issuetype",
            "createddate", "created", "updateddate", "updated");
    private static final Set<String> FIELDS = Set.of("project", "key", "id", "created", "updated", "status", "issuetype");
    private static final Set<String> SORTABLE = Set.of("created", "updated", "id", "key");
    private static final String OPERATORS = "'=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'";

    private final String query;
    private final List<Token> tokens;
    private int next;

    Parser(String query) {
        this.query = query;
        this.tokens = Lexer.tokens(query);
    }

    Jql parse() {
        Optional<Clause> where = peek().kind() == Token.Kind.END || peek().is("order") && following().is("by")
                ? Optional.empty() : Optional.of(or());
        List<Sort> order = peek().is("order") ? order() : List.of();
        if (peek().kind() != Token.Kind.END) {
            throw error(peek(), "Expecting either 'OR' or 'AND' but got '%s'.".formatted(peek().text()));
        }
        return new Jql(where, order);
    }

    private Clause or() {
        return joined("or", _ -> and(), Jql.Or::new);
    }

    private Clause and() {
        return joined("and", _ -> not(), Jql.And::new);
    }

    private Clause joined(String word, Function<Parser, Clause> operand, Function<List<Clause>, Clause> join) {
        List<Clause> clauses = new ArrayList<>(List.of(operand.apply(this)));
        while (peek().is(word)) {
            take();
            clauses.add(operand.apply(this));
        }
        return clauses.size() == 1 ? clauses.getFirst() : join.apply(clauses);
    }

    private Clause not() {
        if (peek().is("not")) {
            take();
            return new Jql.Not(not());
        }
        if (peek().kind() == Token.Kind.OPEN) {
            take();
            Clause inside = or();
            expect(Token.Kind.CLOSE, "')'");
            return inside;
        }
        return term();
    }

    private Term term() {
        String field = field(FIELDS);
        Token operator = take();
        if (operator.is("in")) {
            return new Term(field, "in", list());
        }
        if (operator.is("not") && peek().is("in")) {
            take();
            return new Term(field, "not in", list());
        }
        if (operator.kind() != Token.Kind.OPERATOR && !operator.is("is") && !operator.is("was")) {
            throw error(operator, operator.kind() == Token.Kind.END
                    ? "Expecting operator before the end of the query. The valid operators are " + OPERATORS + "."
                    : "Expecting operator but got '%s'. The valid operators are %s.".formatted(operator.text(), OPERATORS));
        }
        if (!Set.of("=", "!=", "<", "<=", ">", ">=").contains(operator.text())) {
            throw new JqlException("The operator '%s' is not supported by the '%s' field."
                    .formatted(operator.text(), field));
        }
        return new Term(field, operator.text(), List.of(value()));
    }

    private String field(Set<String> known) {
        Token token = take();
        if (token.kind() != Token.Kind.WORD && token.kind() != Token.Kind.QUOTED) {
            throw error(token, token.kind() == Token.Kind.END ? "Expecting a field name at the end of the query."
                    : "Expecting a field name but got '%s'.".formatted(token.text()));
        }
        refuseReserved(token);
        String lower = token.text().toLowerCase(Locale.ROOT);
        String field = ALIASES.getOrDefault(lower, lower);
        if (!known.contains(field)) {
            throw new JqlException(FIELDS.contains(field)
                    ? "Not able to sort using field '%s'.".formatted(token.text())
                    : "Field '%s' does not exist or you do not have permission to view it.".formatted(token.text()));
        }
        return field;
    }

    private List<Value> list() {
        expect(Token.Kind.OPEN, "'('");
        List<Value> values = new ArrayList<>(List.of(value()));
        while (peek().kind() == Token.Kind.COMMA) {
            take();
            values.add(value());
        }
        expect(Token.Kind.CLOSE, "')'");
        return values;
    }

    private Value value() {
        Token token = take();
        if (token.kind() == Token.Kind.QUOTED) {
            return new Value(token.text(), true);
        }
        if (token.kind() != Token.Kind.WORD) {
            throw error(token, token.kind() == Token.Kind.END
                    ? "Expecting either a value, list or function before the end of the query."
                    : ("Expecting either a value, list or function but got '%s'. You must surround '%s' in quotation "
                            + "marks to use it as a value.").formatted(token.text(), token.text()));
        }
        refuseReserved(token);
        return new Value(token.text(), false);
    }

    private List<Sort> order() {
        take();
        if (!take().is("by")) {
            throw error(tokens.get(next - 1), "Expecting 'BY' after 'ORDER'.");
        }
        List<Sort> order = new ArrayList<>(List.of(sort()));
        while (peek().kind() == Token.Kind.COMMA) {
            take();
            order.add(sort());
        }
        if (order.size() > MOST_SORT_FIELDS) {
            throw new JqlException("The maximum number of sort fields is %d, but %d were given."
                    .formatted(MOST_SORT_FIELDS, order.size()));
        }
        return order;
    }

    private Sort sort() {
        String field = field(SORTABLE);
        if (peek().is("asc") || peek().is("desc")) {
            return new Sort(field, take().is("desc"));
        }
        // Without a direction Jira sorts dates and keys downwards, which surprises most clients.
        return new Sort(field, !field.equals("id") && !field.equals("key"));
    }

    private void refuseReserved(Token token) {
        if (token.kind() == Token.Kind.WORD && ReservedWords.contains(token.text())) {
            throw error(token, ("'%s' is a reserved JQL word. You must surround it in quotation marks to use it in a "
                    + "query.").formatted(token.text()));
        }
    }

    private void expect(Token.Kind kind, String what) {
        Token token = take();
        if (token.kind() != kind) {
            throw error(token, token.kind() == Token.Kind.END
                    ? "Expecting %s before the end of the query.".formatted(what)
                    : "Expecting %s but got '%s'.".formatted(what, token.text()));
        }
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token following() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    private Token take() {
        Token token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    private JqlException error(Token token, String message) {
        return JqlException.at(token.position(), query, message);
    }
}
