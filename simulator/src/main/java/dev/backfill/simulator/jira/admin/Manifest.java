package dev.backfill.simulator.jira.admin;

import dev.backfill.simulator.jira.site.BaseIssues;
import dev.backfill.simulator.jira.site.Issue;
import dev.backfill.simulator.jira.site.IssueView;
import dev.backfill.simulator.jira.site.JiraDate;
import dev.backfill.simulator.jira.site.PartKind;
import dev.backfill.simulator.jira.site.Project;
import dev.backfill.simulator.jira.site.Site;
import dev.backfill.simulator.json.CanonicalJson;
import dev.backfill.simulator.json.JsonBuffer;
import java.util.List;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** What is there at this moment, one line an issue, hidden ones too; made while it is sent. */
final class Manifest {

    private static final int LINES_A_CHUNK = 128;

    private final Site site;
    private final JiraDate date;

    Manifest(Site site) {
        this.site = site;
        this.date = new JiraDate(site.content().zone());
    }

    /** @param project every project when absent */
    Publisher<byte[]> lines(Optional<Project> project) {
        BaseIssues base = site.content().base();
        int chunks = (base.size() + LINES_A_CHUNK - 1) / LINES_A_CHUNK;
        Flux<byte[]> unchanging = Flux.range(0, chunks).map(chunk -> {
            JsonBuffer out = new JsonBuffer(LINES_A_CHUNK * 512);
            int end = Math.min(base.size(), (chunk + 1) * LINES_A_CHUNK);
            for (int index = chunk * LINES_A_CHUNK; index < end; index++) {
                line(base.id(index), project, out);
            }
            return out.toBytes();
        });
        List<Long> others = site.changes().ids().stream().filter(id -> base.index(id).isEmpty()).sorted().toList();
        Flux<byte[]> loaded = Flux.fromIterable(others).map(id -> {
            JsonBuffer out = new JsonBuffer(1024);
            line(id, project, out);
            return out.toBytes();
        });
        return Flux.concat(unchanging, loaded).filter(bytes -> bytes.length > 0);
    }

    private void line(long id, Optional<Project> project, JsonBuffer out) {
        site.find(id)
                .filter(issue -> project.isEmpty() || project.get().position() == issue.project())
                .ifPresent(issue -> line(issue, out));
    }

    private void line(Issue issue, JsonBuffer out) {
        JsonBuffer whole = new JsonBuffer(8_192);
        site.write(issue, IssueView.WHOLE, whole);
        out.raw("{\"id\":\"").number(issue.id()).raw("\",\"key\":").string(site.key(issue)).raw(",\"project\":")
                .string(site.projects().at(issue.project()).key()).raw(",\"created\":");
        date.write(issue.created(), out).raw(",\"updated\":");
        date.write(issue.updated(), out);
        ids("comments", PartKind.COMMENT, issue, out);
        ids("worklogs", PartKind.WORKLOG, issue, out);
        ids("changes", PartKind.CHANGE, issue, out);
        out.raw(",\"sha256\":\"").raw(CanonicalJson.sha256(whole.toBytes())).raw("\"}\n");
    }

    private void ids(String name, PartKind kind, Issue issue, JsonBuffer out) {
        out.raw(',').name(name).raw('[');
        int total = site.parts().total(kind, issue);
        for (int i = 0; i < total; i++) {
            out.raw(i == 0 ? "" : ",").string(site.parts().id(kind, issue, i));
        }
        out.raw(']');
    }
}
