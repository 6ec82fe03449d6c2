package dev.backfill.workflows.source;

/** How records may be named from outside, by source: ids, and what people call them. */
public final class RecordKeys {
    /** An issue's id, or its key: the project's, a hyphen and a number. */
    private static final String JIRA = "[1-9][0-9]{0,18}|" + JiraParameters.PROJECT_KEY + "-[1-9][0-9]{0,9}";
    /** Where a source's own grammar is not known: what ids are commonly made of. */
    private static final String OTHER = "[A-Za-z0-9][A-Za-z0-9._:/#@-]{0,199}";

    private RecordKeys() {}

    /** Whether a record of the source can have this name at all. */
    public static boolean isWellFormed(String source, String name) {
        return name.matches(source.equals(Sources.JIRA.id()) ? JIRA : OTHER);
    }

    /** What a name must be, to follow "must be". */
    public static String form(String source) {
        return source.equals(Sources.JIRA.id()) ? "an issue's key, such as ABC-123, or its id" : "the id of a record";
    }
}
