package dev.backfill.store.page;

import java.util.List;
import java.util.Map;

/**
 * A record as it is stored, with its parts: enough to make all its typed columns anew, without the source.
 *
 * @param owner the partition's id
 * @param raw UTF-8 JSON
 * @param parts those that are not marked as deleted, by table, in the order of their ids
 */
public record StoredRecord(String id, String owner, byte[] raw, Map<Table, List<Part>> parts) {
    /** @param raw UTF-8 JSON */
    public record Part(String id, byte[] raw) {}
}
