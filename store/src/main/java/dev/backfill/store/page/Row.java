package dev.backfill.store.page;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a {@link Table}.
 *
 * @param id the source's own id
 * @param owner the partition's id, or for a part its record's id
 * @param createdAt when the source says it was created
 * @param updatedAt when the source says it was last changed
 * @param values the values of the table's own columns, in their order, as {@link ColumnType} says
 * @param raw the record as the source gave it, cleaned, as UTF-8 JSON
 * @param contentHash SHA-256 of {@code raw} in canonical form, and of what else the values are made of: equal ones are one version
 * @param cleaned what had to be changed for PostgreSQL to hold it, such as {@code fields.summary: NUL removed}
 */
public record Row(
        String id,
        String owner,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        List<@Nullable Object> values,
        byte[] raw,
        byte[] contentHash,
        List<String> cleaned) {}
