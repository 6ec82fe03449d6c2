package dev.backfill.store.page;

import dev.backfill.workflows.pull.WindowResult;
import org.jspecify.annotations.Nullable;

/**
 * What a stored page brought.
 *
 * @param counts as its window counts them: ids for a census, records for all others
 * @param records the whole records that it brought; null if it was made of ids alone
 */
public record WrittenPage(WindowResult counts, @Nullable WindowResult records) {}
