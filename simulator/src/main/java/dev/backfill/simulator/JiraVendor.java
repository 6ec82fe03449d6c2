package dev.backfill.simulator;

import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.jira.Credentials;
import dev.backfill.simulator.jira.JiraApi;
import dev.backfill.simulator.jira.JiraErrors;
import dev.backfill.simulator.jira.RateLimit;
import dev.backfill.simulator.jira.admin.BackgroundMutations;
import dev.backfill.simulator.jira.admin.JiraAdmin;
import dev.backfill.simulator.jira.generated.GeneratedSite;
import dev.backfill.simulator.jira.generated.Poison;
import dev.backfill.simulator.jira.recorded.RecordedSite;
import dev.backfill.simulator.jira.recorded.Recording;
import dev.backfill.simulator.jira.site.Mutations;
import dev.backfill.simulator.jira.site.Site;
import dev.backfill.simulator.jira.site.SiteContent;
import dev.backfill.simulator.vendor.RequestCounts;
import dev.backfill.simulator.vendor.Vendor;
import java.time.InstantSource;
import java.util.Optional;

/** A Jira site, generated or recorded. */
final class JiraVendor implements Vendor {

    /** Links in answers do not lead to the port, so that equal data has equal bytes. */
    private static final String ADDRESS = "https://simulated.atlassian.net/rest/api/3";

    private final JiraApi api;
    private final JiraAdmin admin;
    private final BackgroundMutations background;
    private final SimulatedJiraFacts facts;

    /** A site as the options describe it. */
    JiraVendor(SimulatorOptions options, InstantSource clock) {
        Optional<GeneratedSite> generated = options.data().isPresent() ? Optional.empty() : Optional.of(generate(options));
        Optional<Recording> recorded = options.data().map(Recording::read);
        SiteContent content = recorded.map(recording ->
                        RecordedSite.content(recording, ADDRESS, options.email(), options.zone()))
                .orElseGet(() -> generated.orElseThrow().content());
        Optional<Poison> poison = generated.map(GeneratedSite::poison);
        Site site = new Site(content, options.indexLag(), clock);
        facts = new SimulatedJiraFacts(site, recorded.map(Recording::accountIds).orElseGet(GeneratedSite::accountIds));
        Faults faults = new Faults(clock);
        RequestCounts counts = new RequestCounts();
        RateLimit limit = new RateLimit(options.requestsPerSecond(), clock);
        Mutations mutations = new Mutations(site, clock);
        Credentials credentials = new Credentials(options.email(), options.token());
        background = new BackgroundMutations(site, mutations, options.seed());
        api = new JiraApi(site, credentials, faults, counts, limit, options.seed(), clock);
        admin = new JiraAdmin(site, poison, faults, counts, limit, mutations, background);
    }

    private static GeneratedSite generate(SimulatorOptions options) {
        return GeneratedSite.of(new GeneratedSite.Recipe(ADDRESS, options.email(), options.zone(), options.seed(),
                options.issues(), options.liveProjects(), options.now(), options.poison()));
    }

    /** What the vendors beside it know of this site. */
    SimulatedJiraFacts facts() {
        return facts;
    }

    @Override
    public String name() {
        return "jira";
    }

    @Override
    public Answer answer(HttpCall call) {
        return call.path().startsWith(JiraApi.ROOT) ? api.answer(call) : JiraErrors.unknownPath(call);
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
