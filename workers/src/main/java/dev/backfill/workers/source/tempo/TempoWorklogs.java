package dev.backfill.workers.source.tempo;

import static dev.backfill.workers.source.RecordJson.MAPPER;

import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.RejectedRecord;
import dev.backfill.workers.source.CalendarMonth;
import dev.backfill.workers.source.JsonMembers;
import dev.backfill.workers.source.RecordJson;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workers.source.tempo.TempoWorklogTable.Added;
import dev.backfill.workflows.source.TempoParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes a page of records of worklogs in answers, with the names of what they are about. What cannot be used is rejected. */
final class TempoWorklogs {
    private static final Pattern ADDRESS = Pattern.compile("/worklogs/(\\d{1,18})$");

    private final CalendarMonth month;
    private final @Nullable String batchId;
    private final List<Read> read = new ArrayList<>();
    private final List<RejectedRecord> rejected = new ArrayList<>();

    private record Read(String id, RecordJson json) {}

    TempoWorklogs(SourcePartition partition) {
        this.month = CalendarMonth.of(partition.id());
        this.batchId = MAPPER.readValue(partition.parameters(), TempoParameters.class).batchId();
    }

    /** One of a list: it says its id itself, or at least in its address. */
    void add(JsonNode worklog) {
        String id = JsonMembers.text(worklog, "tempoWorklogId");
        Matcher address = ADDRESS.matcher(Objects.requireNonNullElse(JsonMembers.text(worklog, "self"), ""));
        if (id == null && address.find()) {
            id = address.group(1);
        }
        if (id == null) {
            rejected.add(new RejectedRecord(null, "the worklog has no id", MAPPER.writeValueAsBytes(worklog)));
        } else {
            add(id, worklog);
        }
    }

    /** One that was asked for by its id. */
    void add(String id, JsonNode worklog) {
        read.add(new Read(id, RecordJson.of(worklog)));
    }

    void reject(RejectedRecord record) {
        rejected.add(record);
    }

    /** The ids, each once: a list that shifts may tell of one twice. */
    List<String> ids() {
        return read.stream().map(Read::id).distinct().toList();
    }

    RecordPage page(TempoNames names, long fetchOrder, @Nullable String nextCursor) {
        Map<String, String> keys = names.keys(all(TempoWorklogTable::issueId));
        Map<String, String> authors = names.authors(all(TempoWorklogTable::authorId));
        List<PageRecord> records = read.stream().map(each -> record(each, keys, authors)).toList();
        return new RecordPage(fetchOrder, TempoWorklogTable.TABLE, records, rejected, nextCursor);
    }

    private Set<String> all(Function<JsonNode, @Nullable String> member) {
        return read.stream().map(each -> member.apply(each.json().content())).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private PageRecord record(Read each, Map<String, String> keys, Map<String, String> authors) {
        JsonNode worklog = each.json().content();
        Added added = new Added(
                named(keys, TempoWorklogTable.issueId(worklog)), named(authors, TempoWorklogTable.authorId(worklog)), batchId);
        return new PageRecord(TempoWorklogTable.row(each.json(), each.id(), month, added), Map.of(), Set.of());
    }

    private static @Nullable String named(Map<String, String> names, @Nullable String id) {
        return id == null ? null : names.get(id);
    }
}
