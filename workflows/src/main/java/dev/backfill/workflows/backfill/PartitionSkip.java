package dev.backfill.workflows.backfill;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The argument of the signal {@code skipPartition}, as in {@code {"partition": "ABC"}} or {@code {"ordinal": 3}}.
 *
 * @param partition the partition's key
 * @param ordinal its place in the run, from 1, which names it whatever characters its key has; instead of {@code partition}, as the two may
 *     name different ones
 * @param by who leaves it out, for the record; absent stands for an operator
 */
public record PartitionSkip(@Nullable String partition, @Nullable Integer ordinal, @Nullable String by) {
    private static final int LONGEST_NAME = 100;
    /** What PostgreSQL cannot hold names no partition, and asking for it would fail for ever. */
    private static final Pattern NAME = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,200}");

    /** Whether it names something. */
    boolean isUsable() {
        return ordinal != null ? ordinal >= 1 : partition != null && !partition.isBlank() && NAME.matcher(partition).matches();
    }

    /** Whether it names a partition in two ways, of which nobody can tell which one was meant. */
    boolean isAmbiguous() {
        return ordinal != null && partition != null;
    }

    /** Why the partition is left out, without a line break or an address of a person. */
    String reason() {
        String name = by == null || by.isBlank() || by.contains("@") ? "an operator" : by.replaceAll("\\p{Cntrl}", " ").strip();
        return "left out by " + (name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME));
    }
}
