package dev.backfill.simulator.jira.jql;

/**
 * A piece of a query.
 *
 * @param text without quotes, escapes resolved
 * @param position of its first character, from 0
 */
record Token(Kind kind, String text, int position) {

    enum Kind { WORD, QUOTED, OPERATOR, OPEN, CLOSE, COMMA, END }

    /** Whether this is the given word, unquoted, in any case. */
    boolean is(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }
}
