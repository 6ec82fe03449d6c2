package dev.backfill.workers.fuzz;

import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.Table;
import dev.backfill.store.partition.StoredPartition;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.SourceFixture;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workflows.run.RunMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What must be stored once a partition is verified: exactly what the vendor had when the last listing began and has still. What came or
 * went since, or was kept from every listing by a lag, may be stored or not.
 */
final class Truth {
    private final SourceFixture vendor;
    private final Source source;
    private final People people;
    private final Listings listings;
    private final Distortion distortion;
    private final RunMode mode;
    private final int beforeRun;
    private int beforeChanges;
    private int lastListing;

    Truth(SourceFixture vendor, Source source, People people, Listings listings, Distortion distortion, RunMode mode) {
        this.vendor = vendor;
        this.source = source;
        this.people = people;
        this.listings = listings;
        this.distortion = distortion;
        this.mode = mode;
        beforeRun = people.acts.size();
    }

    void beforeChanges() {
        beforeChanges = people.acts.size();
    }

    /** Once no listing follows but those that only look records up. */
    void compared(SourcePartition partition) {
        lastListing = listings.mark(partition);
    }

    /** How the stored set of a verified partition differs from the vendor's, in words. */
    List<String> differences(StoredPartition verified) {
        SourcePartition partition = SourcePartition.of(verified);
        Map<String, String> stored = stored(partition);
        Set<String> there = new TreeSet<>(vendor.ids(partition));
        Set<String> open = open(verified);
        Map<String, String> late = people.since(lastListing, partition.id());
        List<String> differences = new ArrayList<>();
        there.stream().filter(id -> !stored.containsKey(id) && !open.contains(id) && !late.containsKey(id))
                .forEach(id -> differences.add("lacks " + id));
        stored.keySet().stream().filter(id -> !there.contains(id) && !open.contains(id) && !late.containsKey(id))
                .forEach(id -> differences.add("has " + id + ", which is gone"));
        stale(partition, stored, there).forEach(id -> differences.add("has an older " + id));
        return differences;
    }

    private static Map<String, String> hex(List<PageRecord> records) {
        Map<String, String> hashes = new HashMap<>();
        records.forEach(record -> hashes.put(record.row().id(), HexFormat.of().formatHex(record.row().contentHash())));
        return hashes;
    }

    private Map<String, String> stored(SourcePartition partition) {
        Table table = source.recordTable();
        Map<String, String> stored = new HashMap<>();
        TestDatabase.sql()
                .sql("select id, encode(content_hash, 'hex') as hash from %s where %s = ? and deleted_at is null".formatted(table.qualifiedName(), table.owner()))
                .param(partition.id())
                .query(row -> {
                    stored.put(row.getString("id"), row.getString("hash"));
                });
        return stored;
    }

    /** What the verdict itself names as not expected, and what a lag kept from every listing. */
    private Set<String> open(StoredPartition verified) {
        Set<String> open = new HashSet<>(TestDatabase.texts("select record_id from pending_record where partition = " + verified.id()));
        open.addAll(TestDatabase.texts("select record_id from withheld where part = ''"));
        if (distortion == Distortion.LAGS || distortion == Distortion.VENDORS_OWN) {
            people.since(0, verified.partitionId()).forEach((id, verb) -> {
                if (verb.equals("delete") || verb.equals("move") || !listings.shown.contains(id)) {
                    open.add(id);
                }
            });
        }
        return open;
    }

    /** Of what was edited before changes were asked for, or before a full run where the vendor does not tell of them, what is stored as it was. */
    private List<String> stale(SourcePartition partition, Map<String, String> stored, Set<String> there) {
        if (distortion == Distortion.LAGS || distortion == Distortion.VENDORS_OWN) {
            return List.of();
        }
        int until = vendor.tellsOfChanges() ? beforeChanges : mode == RunMode.FULL ? beforeRun : 0;
        Map<String, String> since = people.since(until, partition.id());
        List<String> edited = people.since(0, partition.id()).entrySet().stream()
                .filter(act -> act.getValue().equals("edit") && !since.containsKey(act.getKey()))
                .map(Map.Entry::getKey)
                .filter(id -> there.contains(id) && stored.containsKey(id))
                .toList();
        if (edited.isEmpty()) {
            return List.of();
        }
        Map<String, String> now = hex(source.fetch(partition, edited, 0).records());
        return edited.stream().filter(id -> now.containsKey(id) && !now.get(id).equals(stored.get(id))).toList();
    }
}
