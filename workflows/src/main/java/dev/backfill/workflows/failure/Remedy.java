package dev.backfill.workflows.failure;

import dev.backfill.workflows.source.SourceDefinition;
import dev.backfill.workflows.source.Sources;
import java.util.List;

/** What would mend a failure, for whoever operates the system. */
public final class Remedy {
    private Remedy() {}

    /**
     * One sentence, with the names of the source's settings where they may be the reason.
     *
     * @param source its id
     */
    public static String of(FailureType type, String source) {
        String name = Sources.find(source).map(SourceDefinition::displayName).orElse(source);
        return switch (type) {
            case THROTTLED, QUOTA_EXHAUSTED -> "Nothing to mend: " + name + " asked to wait. A lower rate keeps it from asking again.";
            case UNAVAILABLE -> name + " must answer again: look at its status page, and whether the workers reach it" + settings(source) + ".";
            case MALFORMED_ANSWER -> name + " must answer as it documents. If it goes on, a proxy may stand between" + settings(source)
                    + ", or this version is too old.";
            case ANSWER_TOO_LARGE -> "An answer is larger than is read: report it, with the record that the worker's log names.";
            case CURSOR_EXPIRED, CURSOR_LOOP, CURSOR_BROKEN -> "Nothing at first: the listing starts over. If it goes on, " + name
                    + " gives cursors that lead nowhere: report it to its support.";
            case STORE_UNAVAILABLE -> "PostgreSQL must take writes again: look at its log, its disk and its number of connections.";
            case AUTHENTICATION -> "Give the workers credentials that " + name + " accepts" + settings(source) + ".";
            case PERMISSION, ACCESS_LOST -> "Give the account of the credentials the right to read this in " + name + settings(source) + ".";
            case REFUSED -> name + " refuses just this, in the words above: what they say must change there.";
            case NOT_FOUND -> "Check whether it still exists in " + name + ", and whether the account of the credentials sees it" + settings(source) + ".";
            case CONFIGURATION -> "Check the settings of the workers" + settings(source) + ", and whether this version is the latest.";
            case TOO_MANY_FAILURES -> "Look at the failures of the run, mend their reason, and retry them.";
            case ROW_GONE -> "Nothing to mend here: its row is gone from the database. Start the run again.";
            case LEASE_LOST, CANCELLED -> "Nothing to mend: it goes on with the next attempt.";
            case UNEXPECTED -> "A fault of this program: see the worker's log. An update may mend it, and the run goes on with it.";
        };
    }

    private static String settings(String source) {
        List<String> settings = Sources.find(source).map(SourceDefinition::settings).orElse(List.of());
        return settings.isEmpty() ? "" : " (" + String.join(", ", settings) + ")";
    }
}
