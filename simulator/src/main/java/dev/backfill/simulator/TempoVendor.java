package dev.backfill.simulator;

import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.tempo.PageLimit;
import dev.backfill.simulator.tempo.RequestLimit;
import dev.backfill.simulator.tempo.TempoApi;
import dev.backfill.simulator.tempo.TempoErrors;
import dev.backfill.simulator.tempo.admin.BackgroundMutations;
import dev.backfill.simulator.tempo.admin.TempoAdmin;
import dev.backfill.simulator.tempo.generated.GeneratedWorklogs;
import dev.backfill.simulator.tempo.worklog.JiraFacts;
import dev.backfill.simulator.tempo.worklog.Mutations;
import dev.backfill.simulator.tempo.worklog.Poison;
import dev.backfill.simulator.tempo.worklog.WorklogWriter;
import dev.backfill.simulator.tempo.worklog.Worklogs;
import dev.backfill.simulator.vendor.RequestCounts;
import dev.backfill.simulator.vendor.Vendor;
import java.time.InstantSource;

/** Tempo beside the simulated Jira: its worklogs are about Jira's issues, and some that Jira does not have. */
final class TempoVendor implements Vendor {

    private final TempoApi api;
    private final TempoAdmin admin;
    private final BackgroundMutations background;

    /** The worklogs of a Jira site. */
    TempoVendor(SimulatorOptions options, JiraFacts jira, InstantSource clock) {
        TempoOptions tempo = options.tempo();
        Worklogs worklogs = new Worklogs(
                new GeneratedWorklogs(options.seed(), tempo.worklogs(), tempo.months(), options.now(), jira), jira);
        Poison poison = new Poison(options.poison());
        WorklogWriter writer = new WorklogWriter(poison);
        Faults faults = new Faults(clock);
        RequestCounts counts = new RequestCounts();
        RequestLimit limit = new RequestLimit(
                new RequestLimit.Setting(tempo.requestsPerSecond(), tempo.retryAfter()), clock);
        PageLimit pageLimit = new PageLimit(tempo.pageLimit());
        Mutations mutations = new Mutations(worklogs, clock);
        background = new BackgroundMutations(mutations, jira, options.seed(), clock);
        api = new TempoApi(tempo.token(), worklogs, writer, faults, counts, limit, pageLimit, clock);
        admin = new TempoAdmin(worklogs, writer, poison, faults, counts, new TempoAdmin.Limits(limit, pageLimit), jira,
                mutations, background);
    }

    @Override
    public String name() {
        return "tempo";
    }

    @Override
    public Answer answer(HttpCall call) {
        return call.path().startsWith(TempoApi.ROOT) ? api.answer(call) : TempoErrors.unknownPath(call);
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
