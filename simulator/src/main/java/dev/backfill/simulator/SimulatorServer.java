package dev.backfill.simulator;

import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.http.HttpFrontend;
import dev.backfill.simulator.jira.Credentials;
import dev.backfill.simulator.jira.JiraApi;
import dev.backfill.simulator.jira.JiraErrors;
import dev.backfill.simulator.jira.RateLimit;
import dev.backfill.simulator.jira.RequestCounts;
import dev.backfill.simulator.jira.admin.BackgroundMutations;
import dev.backfill.simulator.jira.admin.JiraAdmin;
import dev.backfill.simulator.jira.generated.GeneratedSite;
import dev.backfill.simulator.jira.generated.Poison;
import dev.backfill.simulator.jira.recorded.RecordedSite;
import dev.backfill.simulator.jira.recorded.Recording;
import dev.backfill.simulator.jira.site.Mutations;
import dev.backfill.simulator.jira.site.Site;
import dev.backfill.simulator.jira.site.SiteContent;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** A running simulator; closing it frees the port. */
public final class SimulatorServer implements AutoCloseable {

    /** Links in answers do not lead to the port, so that equal data has equal bytes. */
    private static final String ADDRESS = "https://simulated.atlassian.net/rest/api/3";

    private final JiraApi jira;
    private final JiraAdmin admin;
    private final BackgroundMutations background;
    private final HttpFrontend frontend;

    SimulatorServer(SimulatorOptions options) {
        InstantSource clock = InstantSource.system();
        Optional<GeneratedSite> generated = options.data().isPresent() ? Optional.empty() : Optional.of(generate(options));
        SiteContent content = options.data().map(folder ->
                        RecordedSite.content(Recording.read(folder), ADDRESS, options.email(), options.zone()))
                .orElseGet(() -> generated.orElseThrow().content());
        Optional<Poison> poison = generated.map(GeneratedSite::poison);
        Site site = new Site(content, options.indexLag(), clock);
        Faults faults = new Faults(clock);
        RequestCounts counts = new RequestCounts();
        RateLimit limit = new RateLimit(options.requestsPerSecond(), clock);
        Mutations mutations = new Mutations(site, clock);
        Credentials credentials = new Credentials(options.email(), options.token());
        background = new BackgroundMutations(site, mutations, options.seed());
        jira = new JiraApi(site, credentials, faults, counts, limit, options.seed(), clock);
        admin = new JiraAdmin(site, poison, faults, counts, limit, mutations, background);
        frontend = new HttpFrontend(options.port(), this::answer);
    }

    private static GeneratedSite generate(SimulatorOptions options) {
        return GeneratedSite.of(new GeneratedSite.Recipe(ADDRESS, options.email(), options.zone(), options.seed(),
                options.issues(), options.liveProjects(), options.now(), options.poison()));
    }

    /** Where it listens; the Jira site is {@code /jira} below. */
    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + frontend.port());
    }

    private Answer answer(HttpCall call) {
        if (call.path().startsWith(JiraApi.ROOT)) {
            return jira.answer(call);
        }
        if (call.path().startsWith(JiraAdmin.ROOT)) {
            return admin.answer(call);
        }
        if (call.path().equals("/admin/health")) {
            return Answer.json(Map.of("status", "UP"));
        }
        return JiraErrors.of(404, "null for uri: " + call.path());
    }

    /** Stops listening and mutating. */
    @Override
    public void close() {
        background.close();
        frontend.close();
    }
}
