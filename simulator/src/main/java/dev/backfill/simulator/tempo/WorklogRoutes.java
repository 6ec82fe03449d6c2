package dev.backfill.simulator.tempo;

import dev.backfill.simulator.fault.Fault;
import dev.backfill.simulator.fault.FaultKind;
import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.json.JsonBuffer;
import dev.backfill.simulator.tempo.worklog.Worklog;
import dev.backfill.simulator.tempo.worklog.WorklogWriter;
import dev.backfill.simulator.tempo.worklog.Worklogs;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code /worklogs} and {@code /worklogs/{id}}. */
final class WorklogRoutes {

    private static final int USUAL_SIZE = 900;
    private static final String ELSEWHERE = "http://192.0.2.1/4/worklogs";

    private final Worklogs worklogs;
    private final WorklogWriter writer;
    private final Faults faults;
    private final PageLimit most;

    WorklogRoutes(Worklogs worklogs, WorklogWriter writer, Faults faults, PageLimit most) {
        this.worklogs = worklogs;
        this.writer = writer;
        this.faults = faults;
        this.most = most;
    }

    Answer one(String id, String route) {
        if (!faults.fireFor(FaultKind.POISON_RECORD, route, Set.of(id)).isEmpty()) {
            return TempoErrors.of(500, "Internal server error");
        }
        Optional<Worklog> worklog = id.matches("\\d{1,18}") ? worklogs.find(Long.parseLong(id)) : Optional.empty();
        return worklog.map(found -> {
            JsonBuffer out = new JsonBuffer(USUAL_SIZE);
            writer.write(found, out);
            return Answer.json(200, out.toBytes());
        }).orElseGet(() -> TempoErrors.noWorklog(id));
    }

    Answer list(HttpCall call, String route) {
        WorklogRequest request;
        try {
            request = WorklogRequest.read(call);
        } catch (IllegalArgumentException e) {
            return TempoErrors.of(400, String.valueOf(e.getMessage()));
        }
        int limit = Math.min(request.limit(), most.get());
        limit = Math.min(limit, faults.fire(FaultKind.SHORT_PAGES, route).map(fault -> fault.number("most", 1)).orElse(limit));
        return list(request, new PageLinks(call), Math.max(1, limit), route);
    }

    private Answer list(WorklogRequest request, PageLinks links, int limit, String route) {
        int offset = request.offset();
        if (faults.fire(FaultKind.ENDLESS_CURSOR, route).isPresent()) {
            return page(List.of(), 0, new Frame(links, offset, limit, Optional.of(links.page(offset + limit, limit))));
        }
        if (faults.fire(FaultKind.EMPTY_PAGES, route).isPresent()) {
            return page(List.of(), 0, new Frame(links, offset, limit, Optional.of(links.page(offset, limit))));
        }
        boolean stuck = faults.fire(FaultKind.SAME_KEYS, route).isPresent();
        int start = stuck ? 0 : shifted(offset, route);
        Worklogs.Page found = worklogs.page(request.query(), start, limit);
        Set<String> ids = found.worklogs().stream().map(worklog -> Long.toString(worklog.id())).collect(Collectors.toSet());
        if (!faults.fireFor(FaultKind.POISON_RECORD, route, ids).isEmpty()) {
            return TempoErrors.of(500, "Internal server error");
        }
        Set<String> missing = faults.fireFor(FaultKind.PARTIAL_DATA, route, ids);
        List<Worklog> told = found.worklogs().stream()
                .filter(worklog -> !missing.contains(Long.toString(worklog.id()))).toList();
        boolean more = stuck || (long) start + limit < found.total();
        int count = faults.fire(FaultKind.COUNT_LIES, route)
                .map(fault -> found.worklogs().size() * (100 + fault.number("percent", 10)) / 100)
                .orElse(found.worklogs().size());
        return page(told, count, new Frame(links, offset, limit, next(more, links, offset, limit, route)));
    }

    /** Where a page begins when others removed so many before it since the last one, or added them. */
    private int shifted(int offset, String route) {
        return offset == 0 ? 0 : Math.max(0, offset
                + faults.fire(FaultKind.SHIFTED_OFFSETS, route).map(fault -> fault.number("by", 1)).orElse(0));
    }

    private Optional<String> next(boolean more, PageLinks links, int offset, int limit, String route) {
        if (!more || faults.fire(FaultKind.IS_LAST_LIES, route).isPresent()) {
            return Optional.empty();
        }
        if (faults.fire(FaultKind.REPEATED_TOKEN, route).isPresent()) {
            return Optional.of(links.page(offset, limit));
        }
        Optional<Fault> elsewhere = faults.fire(FaultKind.FOREIGN_NEXT, route);
        return Optional.of(elsewhere.map(fault -> links.page(fault.text("location", ELSEWHERE), offset + limit, limit))
                .orElseGet(() -> links.page(offset + limit, limit)));
    }

    /** What stands around the results. */
    private record Frame(PageLinks links, int offset, int limit, Optional<String> next) {}

    private Answer page(List<Worklog> found, int count, Frame frame) {
        JsonBuffer out = new JsonBuffer(found.size() * USUAL_SIZE + 1_024);
        out.raw("{\"self\":").string(frame.links().page(frame.offset(), frame.limit())).raw(",\"metadata\":{\"count\":")
                .number(count).raw(",\"offset\":").number(frame.offset()).raw(",\"limit\":").number(frame.limit());
        frame.next().ifPresent(next -> out.raw(",\"next\":").string(next));
        if (frame.offset() > 0) {
            out.raw(",\"previous\":")
                    .string(frame.links().page(Math.max(0, frame.offset() - frame.limit()), frame.limit()));
        }
        out.raw("},\"results\":[");
        for (int i = 0; i < found.size(); i++) {
            out.raw(i == 0 ? "" : ",");
            writer.write(found.get(i), out);
        }
        return Answer.json(200, out.raw("]}").toBytes());
    }
}
