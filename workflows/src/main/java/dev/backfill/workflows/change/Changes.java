package dev.backfill.workflows.change;

/**
 * The list of changes to workflow code, each with its date and reason. A change that alters the commands of a running backfill gets
 * an id here and asks {@code Workflow.getVersion(id, …)}; it ships with a recorded history of the code before it.
 *
 * <table>
 * <caption>Changes</caption>
 * <tr><th>id</th><th>date</th><th>reason</th></tr>
 * <tr><td>(none yet)</td><td>2026-11-24</td><td>the first version</td></tr>
 * </table>
 */
public final class Changes {
    private Changes() {}
}
