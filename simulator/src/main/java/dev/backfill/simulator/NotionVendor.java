package dev.backfill.simulator;

import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.notion.NotionApi;
import dev.backfill.simulator.notion.NotionLimit;
import dev.backfill.simulator.notion.admin.BackgroundMutations;
import dev.backfill.simulator.notion.admin.NotionAdmin;
import dev.backfill.simulator.notion.content.Content;
import dev.backfill.simulator.notion.content.Poison;
import dev.backfill.simulator.notion.generated.WorkspaceGenerator;
import dev.backfill.simulator.notion.workspace.Draw;
import dev.backfill.simulator.notion.workspace.Mutations;
import dev.backfill.simulator.notion.workspace.Workspace;
import dev.backfill.simulator.vendor.RequestCounts;
import dev.backfill.simulator.vendor.Vendor;
import java.time.InstantSource;

/** A generated workspace of Notion. */
final class NotionVendor implements Vendor {

    private final NotionApi api;
    private final NotionAdmin admin;
    private final BackgroundMutations background;

    /** A workspace as the options describe it. */
    NotionVendor(SimulatorOptions options, InstantSource clock) {
        Draw draw = new Draw(options.seed());
        Workspace workspace = new WorkspaceGenerator(options.notion(), draw, options.now()).generate(clock);
        Content content = new Content(workspace, draw, new Poison(draw, options.poison()));
        Faults faults = new Faults(clock);
        RequestCounts counts = new RequestCounts();
        NotionLimit limit = new NotionLimit(options.notion().requestsPerSecond(), clock);
        Mutations mutations = new Mutations(workspace, clock);
        background = new BackgroundMutations(workspace, mutations, options.seed());
        api = new NotionApi(content, options.notion(), faults, counts, limit, clock);
        admin = new NotionAdmin(content, faults, counts, limit, mutations, background);
    }

    @Override
    public String name() {
        return "notion";
    }

    @Override
    public Answer answer(HttpCall call) {
        return call.path().startsWith(NotionApi.ROOT) ? api.answer(call) : NotionApi.nothing();
    }

    @Override
    public Answer administer(HttpCall call) {
        return admin.answer(call);
    }

    @Override
    public void close() {
        background.close();
    }
}
