package dev.backfill.store.trouble;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What fails of a run or partition: that which has failed for longest, and how much else does.
 *
 * @param source the run's
 * @param partition the partition's key; null if it belongs to none
 * @param what the work for people, such as {@code planning}, or the kind and range of a window
 * @param failureType the name of a {@code FailureType}
 * @param error in words, without secrets
 * @param since when the first of these attempts failed
 * @param lastAt when the last did
 * @param attempts how many failed in a row
 * @param failing how much fails in all, this included
 */
public record Trouble(
        String source,
        @Nullable String partition,
        String what,
        String failureType,
        String error,
        Instant since,
        Instant lastAt,
        int attempts,
        int failing) {

    /** From a query that selects the table's columns beside {@code failing}; null where it was joined and found nothing. */
    public static @Nullable Trouble of(ResultSet row) throws SQLException {
        if (row.getObject("failing") == null) {
            return null;
        }
        String partition = row.getString("trouble_partition");
        return new Trouble(
                row.getString("trouble_source"),
                partition.isEmpty() ? null : partition,
                row.getString("what"),
                row.getString("trouble_type"),
                row.getString("error"),
                row.getTimestamp("since").toInstant(),
                row.getTimestamp("last_at").toInstant(),
                row.getInt("attempts"),
                row.getInt("failing"));
    }
}
