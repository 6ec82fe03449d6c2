package dev.backfill.store.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a census.
 *
 * @param nextCursor where the next page begins, or null after the last
 */
public record IdPage(List<String> ids, @Nullable String nextCursor) {}
