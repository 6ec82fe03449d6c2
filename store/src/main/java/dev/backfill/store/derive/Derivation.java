package dev.backfill.store.derive;

import org.jspecify.annotations.Nullable;

/**
 * How far a source's records have been derived.
 *
 * @param fingerprint of the code that derives
 * @param lastId every record up to it is done; null before the first
 * @param records how many are done, those that failed included
 * @param changedRows how many rows had to be changed, of records and of parts
 */
public record Derivation(String source, String fingerprint, @Nullable String lastId, long records, long changedRows) {}
