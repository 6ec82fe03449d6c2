package dev.backfill.workers.source;

import dev.backfill.store.page.Column;
import dev.backfill.store.page.ColumnType;
import dev.backfill.store.page.IdPage;
import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.PendingRecord;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.RejectedRecord;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.StoredRecord;
import dev.backfill.store.page.Table;
import dev.backfill.store.page.Withheld;
import dev.backfill.store.partition.PlannedPartition;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.source.DateRange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A vendor in memory, with every peculiarity that a source may have, each off at first. Its listings go by offset, newest first. */
public final class MemorySource implements Source {
    /** Registered, and without a folder so far. */
    public static final String ID = "slack";
    public static final Table TABLE = new Table(
            "memory", "item", "box_id", false, List.of(new Column("happened_at", ColumnType.TIMESTAMP), new Column("title", ColumnType.TEXT)));
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What there is. One that is unlisted is only known by id. */
    public record Item(String id, String box, Instant at, String title, boolean unlisted) {}

    public final Map<String, Item> items = new LinkedHashMap<>();
    public final List<String> boxes = new ArrayList<>(List.of("a"));
    /** Ids that come with a record once it is fetched. */
    public final Map<String, List<String>> leadsTo = new HashMap<>();
    public final Set<String> pending = new HashSet<>();
    public final Set<String> unreadable = new HashSet<>();
    public int pageSize = 10;
    public boolean whole;
    public boolean shifts;
    public boolean byHappening;
    public boolean wholeDays;
    public boolean tellsOfChanges = true;
    public @Nullable Integer most;
    public List<String> warnings = List.of();
    public @Nullable RuntimeException fillInFails;
    /** What the vendor says it holds; null if it does not count. */
    public @Nullable Long count;
    /** Where the n-th listing ends without a sign, after so many ids; absent for the whole. */
    public final Map<Integer, Integer> cutAfter = new HashMap<>();
    /** Why every listing says that it is incomplete; null if none does. */
    public @Nullable String incomplete;
    /** What is refused of records, by id; an empty part is the whole. */
    public final Map<String, String> withheld = new HashMap<>();
    /** Listed, and not there by id. */
    public final Set<String> ghosts = new HashSet<>();
    private int listings;
    /** Runs before each page of a listing, with the number of those before it. */
    public IntConsumer beforePage = number -> {};

    public int listed;
    public int asked;
    public final List<String> fetched = new ArrayList<>();
    public final List<String> located = new ArrayList<>();
    public final List<String> filledIn = new ArrayList<>();

    /** Makes its table, empty. */
    public MemorySource() {
        TestDatabase.sql().sql("create schema if not exists memory").update();
        TestDatabase.sql().sql("drop table if exists memory.item").update();
        TestDatabase.sql().sql("""
                create table memory.item (id text primary key, box_id text not null, happened_at timestamptz, title text,
                    source_created_at timestamptz, source_updated_at timestamptz, raw jsonb not null, content_hash bytea not null,
                    fetch_order bigint not null, cleaned text[], first_seen_run text not null, last_changed_run text not null,
                    stored_at timestamptz not null default now(), deleted_at timestamptz)""").update();
    }

    public void put(String id, String box, Instant at) {
        items.put(id, new Item(id, box, at, "first", false));
    }

    public void putUnlisted(String id, String box, Instant at) {
        items.put(id, new Item(id, box, at, "first", true));
    }

    public void edit(String id, String title) {
        Item item = items.get(id);
        items.put(id, new Item(id, item.box(), item.at(), title, item.unlisted()));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Table recordTable() {
        return TABLE;
    }

    @Override
    public List<Table> partTables() {
        return List.of();
    }

    @Override
    public @Nullable Table partitionTable() {
        return null;
    }

    @Override
    public List<FoundPartition> partitions(String parameters, DateRange range) {
        List<FoundPartition> found = new ArrayList<>();
        for (int index = 0; index < boxes.size(); index++) {
            String box = boxes.get(index);
            found.add(new FoundPartition(new PlannedPartition(box, box, box, null, null), null, range.to().minusSeconds(index)));
        }
        return found;
    }

    @Override
    public List<FoundPartition> find(Set<String> partitionIds) {
        return boxes.stream().filter(partitionIds::contains)
                .map(box -> new FoundPartition(new PlannedPartition(box, box, box, null, null), null, null)).toList();
    }

    @Override
    public Estimate estimate(List<FoundPartition> partitions, DateRange range) {
        List<@Nullable Long> counts = new ArrayList<>();
        partitions.forEach(found -> counts.add(inBox(found.planned().partitionId(), range).size() * 1L));
        return new Estimate(counts, pageSize, 0, 100);
    }

    private List<Item> inBox(String box, DateRange range) {
        return items.values().stream()
                .filter(item -> item.box().equals(box) && !item.unlisted())
                .filter(item -> item.at().isBefore(range.to()) && (!byHappening || !item.at().isBefore(range.from())))
                .sorted(Comparator.comparing(Item::at).thenComparing(Item::id).reversed())
                .toList();
    }

    @Override
    public OptionalLong count(SourcePartition partition, DateRange range) {
        return count == null ? OptionalLong.empty() : OptionalLong.of(count);
    }

    @Override
    public List<String> cannotSee() {
        return List.of("What nobody has ever listed.");
    }

    @Override
    public synchronized IdPage census(SourcePartition partition, Listing listing, @Nullable String cursor, long fetchOrder) {
        beforePage.accept(listed++);
        int from = cursor == null ? 0 : Integer.parseInt(cursor);
        if (cursor == null) {
            listings++;
        }
        List<Item> whole = inBox(partition.id(), listing.range());
        List<Item> all = whole.subList(0, Math.min(whole.size(), cutAfter.getOrDefault(listings, Integer.MAX_VALUE)));
        List<Item> page = all.subList(Math.min(all.size(), from), Math.min(all.size(), from + pageSize));
        List<String> ids = page.stream().map(Item::id).toList();
        String next = from + pageSize < all.size() ? Integer.toString(from + pageSize) : null;
        return new IdPage(ids, this.whole ? page(ids, fetchOrder) : null, next, incomplete);
    }

    private RecordPage page(List<String> ids, long fetchOrder) {
        List<PageRecord> records = new ArrayList<>();
        List<RejectedRecord> rejected = new ArrayList<>();
        List<PendingRecord> waiting = new ArrayList<>();
        List<String> discovered = new ArrayList<>();
        List<Withheld> refused = new ArrayList<>();
        for (String id : ids) {
            Item item = items.get(id);
            if (item == null || ghosts.contains(id)) {
                continue;
            }
            String part = withheld.get(id);
            if (part != null) {
                refused.add(new Withheld(id, part.isEmpty() ? null : part, "not for you"));
            }
            if (part != null && part.isEmpty()) {
                continue;
            }
            if (unreadable.contains(id)) {
                rejected.add(new RejectedRecord(id, "cannot be read", null));
            } else if (pending.contains(id)) {
                waiting.add(new PendingRecord(id, item.at(), "is being processed"));
            } else {
                records.add(record(item));
                discovered.addAll(leadsTo.getOrDefault(id, List.of()));
            }
        }
        return new RecordPage(fetchOrder, TABLE, records, rejected, waiting, discovered, refused, null);
    }

    private static PageRecord record(Item item) {
        byte[] raw = JSON.writeValueAsBytes(Map.of("id", item.id(), "box", item.box(), "title", item.title()));
        List<@Nullable Object> values = new ArrayList<>(List.of(item.at(), item.title()));
        return new PageRecord(new Row(item.id(), item.box(), item.at(), item.at(), values, raw, hash(raw), List.of()), Map.of(), Set.of());
    }

    private static byte[] hash(byte[] raw) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(raw);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public boolean sortsByChange() {
        return tellsOfChanges;
    }

    @Override
    public boolean listingsShift() {
        return shifts;
    }

    @Override
    public DateRange covered(DateRange range) {
        if (!wholeDays) {
            return range;
        }
        long day = Duration.ofDays(1).toSeconds();
        return new DateRange(
                Instant.ofEpochSecond(Math.floorDiv(range.from().getEpochSecond(), day) * day),
                Instant.ofEpochSecond(Math.ceilDiv(range.to().getEpochSecond(), day) * day));
    }

    @Override
    public @Nullable String rangeColumn() {
        return byHappening ? "happened_at" : null;
    }

    @Override
    public OptionalInt mostRecords(String parameters) {
        return most == null ? OptionalInt.empty() : OptionalInt.of(most);
    }

    @Override
    public Duration overlap() {
        return Duration.ofHours(1);
    }

    @Override
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public void fillIn(SourcePartition partition) {
        filledIn.add(partition.id());
        if (fillInFails != null) {
            throw fillInFails;
        }
    }

    /** One that a source must not throw, and that is borne all the same. */
    public static SourceException away() {
        return SourceException.of(FailureType.UNAVAILABLE, "elsewhere is away");
    }

    @Override
    public PageRecord derive(StoredRecord stored) {
        throw new UnsupportedOperationException(new String(stored.raw(), StandardCharsets.UTF_8));
    }

    @Override
    public int fetchSize() {
        return 5;
    }

    @Override
    public synchronized RecordPage fetch(SourcePartition partition, List<String> recordIds, long fetchOrder) {
        fetched.addAll(recordIds);
        return page(recordIds, fetchOrder);
    }

    @Override
    public synchronized RecordPage changes(
            SourcePartition partition, DateRange range, Instant since, @Nullable String cursor, long fetchOrder) {
        asked++;
        return page(inBox(partition.id(), range).stream().filter(item -> !item.at().isBefore(since)).map(Item::id).toList(), fetchOrder);
    }

    @Override
    public synchronized Map<String, Location> locate(List<String> recordIds) {
        located.addAll(recordIds);
        Map<String, Location> found = new HashMap<>();
        for (String id : recordIds) {
            Item item = items.get(id);
            if (item != null && !ghosts.contains(id)) {
                found.put(id, new Location(id, item.box(), item.at()));
            }
        }
        return found;
    }

    @Override
    public boolean isVisible(SourcePartition partition) {
        return true;
    }
}
