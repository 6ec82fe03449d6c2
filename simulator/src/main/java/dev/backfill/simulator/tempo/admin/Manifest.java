package dev.backfill.simulator.tempo.admin;

import dev.backfill.simulator.json.CanonicalJson;
import dev.backfill.simulator.json.JsonBuffer;
import dev.backfill.simulator.tempo.worklog.Worklog;
import dev.backfill.simulator.tempo.worklog.WorklogQuery;
import dev.backfill.simulator.tempo.worklog.WorklogWriter;
import dev.backfill.simulator.tempo.worklog.Worklogs;
import java.time.YearMonth;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** What is there at this moment, one line a worklog, in the order of their starts; made while it is sent. */
final class Manifest {

    private static final int LINES_A_CHUNK = 128;

    private final Worklogs worklogs;
    private final WorklogWriter writer;

    Manifest(Worklogs worklogs, WorklogWriter writer) {
        this.worklogs = worklogs;
        this.writer = writer;
    }

    Publisher<byte[]> lines(WorklogQuery query) {
        long[] ids = worklogs.ids(query);
        int chunks = (ids.length + LINES_A_CHUNK - 1) / LINES_A_CHUNK;
        return Flux.range(0, chunks).map(chunk -> {
            JsonBuffer out = new JsonBuffer(LINES_A_CHUNK * 384);
            int end = Math.min(ids.length, (chunk + 1) * LINES_A_CHUNK);
            for (int i = chunk * LINES_A_CHUNK; i < end; i++) {
                worklogs.find(ids[i]).ifPresent(worklog -> line(worklog, out));
            }
            return out.toBytes();
        }).filter(bytes -> bytes.length > 0);
    }

    private void line(Worklog worklog, JsonBuffer out) {
        JsonBuffer whole = new JsonBuffer(1_024);
        writer.write(worklog, whole);
        out.raw("{\"id\":").number(worklog.id()).raw(",\"month\":\"").raw(YearMonth.from(worklog.start()).toString())
                .raw("\",\"startDate\":\"").raw(worklog.start().toLocalDate().toString()).raw("\",\"issue\":")
                .number(worklog.issue()).raw(",\"author\":").string(worklog.author()).raw(",\"seconds\":")
                .number(worklog.seconds()).raw(",\"created\":\"").raw(worklog.created().toString()).raw("\",\"updated\":\"")
                .raw(worklog.updated().toString()).raw("\",\"attributes\":[");
        for (String key : worklog.attributes().keySet()) {
            out.raw(out.last() == '[' ? "" : ",").string(key);
        }
        out.raw("],\"sha256\":\"").raw(CanonicalJson.sha256(whole.toBytes())).raw("\"}\n");
    }
}
