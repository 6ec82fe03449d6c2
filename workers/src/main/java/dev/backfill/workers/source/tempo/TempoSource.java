package dev.backfill.workers.source.tempo;

import static dev.backfill.workers.source.RecordJson.MAPPER;

import dev.backfill.store.lookup.OpenColumns;
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
import dev.backfill.workers.source.RecordJson;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workers.source.http.SourceHttp;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.source.DateRange;
import dev.backfill.workflows.source.Sources;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tempo. Months of start dates are partitions; a census brings whole worklogs along an offset, which shifts when others come or go
 * meanwhile; what it missed is fetched one by one.
 */
public class TempoSource implements Source {
    private static final int FETCH_SIZE = 20;

    private final SourceHttp http;
    private final TempoClient tempo;
    private final TempoListing listing;
    private final TempoSingles singles;
    private final TempoNames names;
    private final TempoFilling filling;

    TempoSource(SourceHttp http, TempoProperties properties, TempoNames names, OpenColumns open) {
        this.http = http;
        this.tempo = new TempoClient(http, properties);
        this.listing = new TempoListing(tempo);
        this.singles = new TempoSingles(tempo);
        this.names = names;
        this.filling = new TempoFilling(names, open);
    }

    @Override
    public String id() {
        return Sources.TEMPO.id();
    }

    @Override
    public Table recordTable() {
        return TempoWorklogTable.TABLE;
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
        tempo.requireAccess();
        return CalendarMonth.touchedBy(range).stream().map(TempoSource::found).toList();
    }

    @Override
    public List<FoundPartition> find(Set<String> months) {
        tempo.requireAccess();
        return months.stream().map(CalendarMonth::find).flatMap(Optional::stream).map(TempoSource::found).toList();
    }

    private static FoundPartition found(CalendarMonth month) {
        return month.found(month.id());
    }

    /** Tempo counts nothing, and worklogs come with the census: how many there are, earlier runs must tell. */
    @Override
    public Estimate estimate(List<FoundPartition> months, DateRange range) {
        List<@Nullable Long> unknown = Collections.nCopies(months.size(), null);
        return new Estimate(unknown, TempoListing.MOST_WORKLOGS, 0, http.requestsPerSecond());
    }

    @Override
    public IdPage census(SourcePartition month, Listing wanted, @Nullable String cursor, long fetchOrder) {
        Instant since = wanted.changedSince();
        Optional<TempoQuery> query = TempoDays.query(CalendarMonth.of(month.id()), wanted.range(), since);
        if (query.isEmpty()) {
            return new IdPage(List.of(), new TempoWorklogs(month).page(names, fetchOrder, null), null);
        }
        TempoQuery.Order order = wanted.order() == CensusOrder.CREATED ? TempoQuery.Order.USUAL : TempoQuery.Order.ID;
        TempoListing.Page page = listing.page(query.get().in(order), cursor);
        TempoWorklogs worklogs = read(month, page);
        return new IdPage(worklogs.ids(), worklogs.page(names, fetchOrder, page.next()), page.next());
    }

    private static TempoWorklogs read(SourcePartition month, TempoListing.Page page) {
        TempoWorklogs worklogs = new TempoWorklogs(month);
        page.worklogs().forEach(worklogs::add);
        page.unreadable().forEach(worklogs::reject);
        return worklogs;
    }

    /** It knows no order by creation, and none of what moves along an offset proves anything. */
    @Override
    public boolean sortsByChange() {
        return false;
    }

    @Override
    public boolean listingsShift() {
        return true;
    }

    @Override
    public DateRange covered(DateRange range) {
        return TempoDays.whole(range);
    }

    @Override
    public String rangeColumn() {
        return TempoWorklogTable.STARTED_ON;
    }

    @Override
    public Duration overlap() {
        return Duration.ofMinutes(15);
    }

    @Override
    public List<String> warnings() {
        return names.asksJira()
                ? List.of()
                : List.of("Jira is not set up (BACKFILL_JIRA_URL, BACKFILL_JIRA_USER, BACKFILL_JIRA_TOKEN): keys of issues and names of "
                        + "authors come from stored Jira tables alone, and stay empty where those do not have them");
    }

    @Override
    public List<String> cannotSee() {
        return List.of(
                "Tempo lists only worklogs that the token's user may see, and says neither that there are others nor how many",
                "a worklog that was deleted, or hidden from the token's user, before a run saw it leaves no trace in Tempo's lists");
    }

    @Override
    public void fillIn(SourcePartition month) {
        filling.fillIn(month.id());
    }

    @Override
    public Set<String> filledColumns() {
        return TempoWorklogTable.FILLED;
    }

    @Override
    public PageRecord derive(StoredRecord stored) {
        RecordJson json = RecordJson.of(MAPPER.readTree(stored.raw()));
        CalendarMonth month = CalendarMonth.of(stored.owner());
        return new PageRecord(
                TempoWorklogTable.row(json, stored.id(), month, TempoWorklogTable.Added.NOTHING), Map.of(), Set.of());
    }

    @Override
    public int fetchSize() {
        return FETCH_SIZE;
    }

    @Override
    public RecordPage fetch(SourcePartition month, List<String> recordIds, long fetchOrder) {
        TempoWorklogs worklogs = new TempoWorklogs(month);
        singles.fetch(recordIds, worklogs);
        return worklogs.page(names, fetchOrder, null);
    }

    @Override
    public RecordPage changes(SourcePartition month, DateRange range, Instant since, @Nullable String cursor, long fetchOrder) {
        Optional<TempoQuery> query = TempoDays.query(CalendarMonth.of(month.id()), range, since.minus(overlap()));
        if (query.isEmpty()) {
            return new TempoWorklogs(month).page(names, fetchOrder, null);
        }
        TempoListing.Page page = listing.page(query.get(), cursor);
        return read(month, page).page(names, fetchOrder, page.next());
    }

    @Override
    public Map<String, Location> locate(List<String> recordIds) {
        return singles.locate(recordIds);
    }

    @Override
    public boolean isVisible(SourcePartition month) {
        try {
            tempo.requireAccess();
            return true;
        } catch (SourceException failure) {
            if (failure.type() == FailureType.PERMISSION) {
                return false;
            }
            throw failure;
        }
    }
}
