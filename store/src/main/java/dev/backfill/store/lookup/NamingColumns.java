package dev.backfill.store.lookup;

/**
 * Two columns of a table that need not be there: one holds ids, the other what people call them.
 *
 * @param table with its schema, such as {@code jira.issue}
 * @param id of type text
 * @param name of type text
 */
public record NamingColumns(String table, String id, String name) {
    /** @throws IllegalArgumentException if one of them is no plain identifier */
    public NamingColumns {
        requireIdentifier(table, "[a-z][a-z0-9_]{0,40}\\.[a-z][a-z0-9_]{0,40}");
        requireIdentifier(id, "[a-z][a-z0-9_]{0,40}");
        requireIdentifier(name, "[a-z][a-z0-9_]{0,40}");
    }

    private static void requireIdentifier(String name, String form) {
        if (!name.matches(form)) {
            throw new IllegalArgumentException("not a plain identifier: " + name);
        }
    }
}
