package dev.backfill.store.page;

import org.jspecify.annotations.Nullable;

/**
 * What a vendor refuses for good, though it is there: asking again changes nothing until somebody changes a right or a plan. It is
 * named in the verdict, and is no failure.
 *
 * @param recordId the source's own id
 * @param part what of the record, such as {@code worklog} or {@code block 16…}; null for all of it: then it is not expected to be stored
 * @param reason the vendor's own words, and what would change it
 */
public record Withheld(String recordId, @Nullable String part, String reason) {}
