package dev.backfill.simulator.jira.jql;

/** A query that is refused; the message is what Jira would answer in {@code errorMessages}. */
public final class JqlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message in Jira's words */
    public JqlException(String message) {
        super(message);
    }

    /** An error in the syntax at a place counted from 0; Jira counts lines and characters from 1. */
    static JqlException at(int position, String query, String message) {
        String before = query.substring(0, Math.min(position, query.length()));
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        int character = before.length() - before.lastIndexOf('\n');
        return new JqlException("Error in the JQL Query: %s (line %d, character %d)".formatted(message, line, character));
    }
}
