package dev.backfill.workers.source.fireflies;

import static dev.backfill.workers.source.RecordJson.MAPPER;

import dev.backfill.store.page.IdPage;
import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.StoredRecord;
import dev.backfill.store.page.Table;
import dev.backfill.workers.source.CalendarMonth;
import dev.backfill.workers.source.Estimate;
import dev.backfill.workers.source.FoundPartition;
import dev.backfill.workers.source.Listing;
import dev.backfill.workers.source.Location;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workers.source.http.SourceHttp;
import dev.backfill.workflows.source.DateRange;
import dev.backfill.workflows.source.FirefliesParameters;
import dev.backfill.workflows.source.Sources;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fireflies. Months are partitions, known without a request; the first census brings whole transcripts, the final one ids alone. A
 * day may permit no more than fifty requests, so that none is sent for what another can tell.
 */
public class FirefliesSource implements Source {
    /** Such as November 2026. */
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
    private final SourceHttp http;
    private final Clock clock;
    private final int pageSize;
    private final FirefliesFields fields;
    private final FirefliesListing listing;
    private final FirefliesFetch byId;

    public FirefliesSource(SourceHttp http, FirefliesProperties properties, Clock clock) {
        FirefliesClient fireflies = new FirefliesClient(http, properties, clock);
        this.http = http;
        this.clock = clock;
        this.fields = fireflies.fields();
        this.pageSize = properties.pageSize();
        this.listing = new FirefliesListing(fireflies, pageSize);
        this.byId = new FirefliesFetch(fireflies);
    }

    @Override
    public String id() {
        return Sources.FIREFLIES.id();
    }

    @Override
    public Table recordTable() {
        return FirefliesTranscriptTable.TABLE;
    }

    @Override
    public List<Table> partTables() {
        return List.of(FirefliesSentenceTable.TABLE);
    }

    @Override
    public @Nullable Table partitionTable() {
        return null;
    }

    /** Sends nothing: a key that is not accepted ends the run at the first census. */
    @Override
    public List<FoundPartition> partitions(String parameters, DateRange range) {
        return CalendarMonth.touchedBy(range).stream().map(FirefliesSource::found).toList();
    }

    @Override
    public List<FoundPartition> find(Set<String> months) {
        return months.stream()
                .sorted(Collections.reverseOrder())
                .map(CalendarMonth::find)
                .flatMap(Optional::stream)
                .map(FirefliesSource::found)
                .toList();
    }

    private static FoundPartition found(CalendarMonth month) {
        return month.found(month.month().format(NAME));
    }

    /** There is no count, and a request is too dear to guess with. */
    @Override
    public Estimate estimate(List<FoundPartition> months, DateRange range) {
        int idsPerPage = 2 * FirefliesClient.MOST_LISTED - 2 * FirefliesClient.OVERLAP;
        // The first census takes a request for each page of whole transcripts, which is more than a page of ids takes.
        double requestsPerFetch = Math.max(0, (double) fetchSize() / pageSize - (double) fetchSize() / idsPerPage);
        return new Estimate(Collections.nCopies(months.size(), null), idsPerPage, requestsPerFetch, http.requestsPerSecond(), http.quota());
    }

    @Override
    public IdPage census(SourcePartition month, Listing asked, @Nullable String cursor, long fetchOrder) {
        DateRange range = startedWithin(month, asked.range(), asked.changedSince());
        if (range == null) {
            return new IdPage(List.of(), null);
        }
        if (asked.order() == CensusOrder.CHANGED) {
            FirefliesListing.Page page = listing.idPage(range, cursor);
            return new IdPage(page.ids(), page.next());
        }
        FirefliesListing.Page page = listing.wholePage(range, cursor);
        TranscriptPage records = new TranscriptPage(month.id(), clock.instant(), fields);
        addWhole(page, records);
        if (page.whole().isEmpty()) {
            // Fireflies or we stumble over the page: by id, what is sound comes through.
            byId.fetch(page.ids(), records);
        }
        return new IdPage(page.ids(), records.page(fetchOrder, null), page.next());
    }

    private static void addWhole(FirefliesListing.Page page, TranscriptPage records) {
        page.whole().values().forEach(whole -> records.add(whole.transcript(), whole.errors(), 2));
    }

    /** Meetings that began in this part of the month; null if there is no such part. */
    private static @Nullable DateRange startedWithin(SourcePartition partition, DateRange range, @Nullable Instant since) {
        CalendarMonth month = CalendarMonth.of(partition.id());
        Instant from = later(month.begin(), since == null ? range.from() : later(range.from(), since));
        Instant to = month.end().isBefore(range.to()) ? month.end() : range.to();
        return to.isAfter(from) ? new DateRange(from, to) : null;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Fireflies sorts by start alone, and keeps no time of a change. */
    @Override
    public boolean sortsByChange() {
        return false;
    }

    @Override
    public boolean listingsShift() {
        return true;
    }

    @Override
    public String rangeColumn() {
        return FirefliesTranscriptTable.STARTED_AT;
    }

    @Override
    public OptionalInt mostRecords(String parameters) {
        return OptionalInt.of(MAPPER.readValue(parameters, FirefliesParameters.class).limit());
    }

    /**
     * A transcript appears when the meeting is over and processed, but is filed under the meeting's start: hours earlier, eight of them
     * for a long meeting on a slow day. A whole day costs no request more, and covers recordings that are uploaded in the evening.
     */
    @Override
    public Duration overlap() {
        return Duration.ofDays(1);
    }

    @Override
    public List<String> warnings() {
        return fields.warnings();
    }

    @Override
    public List<String> cannotSee() {
        return List.of(
                "Fireflies lists only meetings that the key's owner may see, and says neither that there are others nor how many",
                "a meeting that is still under way or being processed is not listed as whole, and one that was deleted before a run saw it not at all",
                "Fireflies keeps no time of a change: edits of meetings that are older than a day are seen by full runs alone");
    }

    @Override
    public PageRecord derive(StoredRecord stored) {
        return TranscriptPage.record(MAPPER.readTree(stored.raw()), stored.id(), stored.owner());
    }

    @Override
    public int fetchSize() {
        return FirefliesClient.MOST_BY_ID;
    }

    @Override
    public RecordPage fetch(SourcePartition month, List<String> recordIds, long fetchOrder) {
        TranscriptPage records = new TranscriptPage(month.id(), clock.instant(), fields);
        byId.fetch(recordIds, records);
        return records.page(fetchOrder, null);
    }

    /**
     * What began since, or shortly before, and may have appeared since. Edits leave no trace; a run that reads a month as a whole sees
     * them. A month that was long over takes no request.
     */
    @Override
    public RecordPage changes(SourcePartition month, DateRange range, Instant since, @Nullable String cursor, long fetchOrder) {
        TranscriptPage records = new TranscriptPage(month.id(), clock.instant(), fields);
        DateRange started = startedWithin(month, range, since.minus(overlap()));
        if (started == null) {
            return records.page(fetchOrder, null);
        }
        FirefliesListing.Page page = listing.wholePage(started, cursor);
        addWhole(page, records);
        byId.fetch(page.ids().stream().filter(id -> !page.whole().containsKey(id)).toList(), records);
        return records.page(fetchOrder, page.next());
    }

    @Override
    public Map<String, Location> locate(List<String> recordIds) {
        return byId.locate(recordIds);
    }

    /** A month cannot be hidden; whether single transcripts can be seen is asked for by id. */
    @Override
    public boolean isVisible(SourcePartition month) {
        return true;
    }
}
