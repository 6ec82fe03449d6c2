package dev.backfill.workflows.change;

/**
 * The list of changes to workflow code, each with its date and reason. A change that alters the commands of a running backfill gets
 * an id here and asks {@code Workflow.getVersion(id, …)}; it ships with a recorded history of the code before it.
 *
 * <table>
 * <caption>Changes</caption>
 * <tr><th>id</th><th>date</th><th>reason</th></tr>
 * <tr><td>retry-and-skip</td><td>2026-11-24</td><td>the signals retryFailed and skipPartition are acted upon; before, they were not known</td></tr>
 * <tr><td>skip-names-one</td><td>2026-12-01</td><td>skipPartition with both a key and an ordinal is ignored; before, the ordinal won</td></tr>
 * </table>
 */
public final class Changes {
    /** Asked for when one of the two signals is taken up: a run that has met one before it was known goes on without it. */
    public static final String RETRY_AND_SKIP = "retry-and-skip";

    /** Asked for when a signal names a partition in two ways. */
    public static final String SKIP_NAMES_ONE = "skip-names-one";

    private Changes() {}
}
