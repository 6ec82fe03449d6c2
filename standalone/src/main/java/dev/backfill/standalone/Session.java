package dev.backfill.standalone;

import dev.backfill.standalone.part.Home;
import dev.backfill.standalone.part.SimulatedSource;
import dev.backfill.standalone.watch.Chaos;
import dev.backfill.standalone.watch.Console;
import dev.backfill.standalone.watch.GatewayClient;
import dev.backfill.standalone.watch.GatewayException;
import dev.backfill.standalone.watch.OverallReport;
import dev.backfill.standalone.watch.RunView;
import dev.backfill.standalone.watch.RunWatch;
import dev.backfill.standalone.watch.VerdictReport;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One backfill of each source on a running system, side by side, from their starts to the verdicts on the screen. */
final class Session {
    private final BackfillSystem system;
    private final Home home;
    private final Arguments arguments;
    private final Map<String, Integer> sizes;
    private final Console console;
    private final GatewayClient gateway;

    /** @param sizes how many records the generated sources have, by their ids */
    Session(BackfillSystem system, Home home, Arguments arguments, Map<String, Integer> sizes, Console console) {
        this.system = system;
        this.home = home;
        this.arguments = arguments;
        this.sizes = sizes;
        this.console = console;
        this.gateway = new GatewayClient(system.gatewayUri(), system.adminKey());
    }

    /** Returns whether all went as it should. */
    boolean run() {
        List<String> ids = startOrContinue();
        Chaos chaos = new Chaos(
                List.of(system.workers(), List.of(system.gateway()), List.of(system.temporal()), List.of(system.database())),
                RandomGenerator.getDefault(), console);
        List<RunView> finished = new RunWatch(gateway, console, arguments.chaos ? chaos::observe : views -> {}).follow(ids);
        OverallReport report = new OverallReport(
                finished.stream().map(VerdictReport::new).toList(), chaos.killsDuring(finished), arguments.chaos ? Chaos.KILLS : 0);
        show(report);
        if (arguments.json) {
            System.out.println(report.json());
        }
        return report.isGood();
    }

    static void waitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The runs of the sources that were picked, or of all that are served, in the order in which they are shown. */
    private List<String> startOrContinue() {
        List<String> served = gateway.available();
        List<String> picked = SimulatedSource.all().stream()
                .map(SimulatedSource::id)
                .filter(arguments.sources.isEmpty() ? served::contains : arguments.sources::contains)
                .toList();
        if (picked.isEmpty()) {
            throw new GatewayException("the workers serve no source: what they lack is in GET " + system.gatewayUri() + "/api/v1/sources");
        }
        // A source that is not served comes first: the gateway says why, and nothing else has been started then.
        Map<String, String> ids = new LinkedHashMap<>();
        picked.stream().sorted(Comparator.comparing(served::contains)).forEach(source -> ids.put(source, startOrContinue(source)));
        return picked.stream().map(ids::get).toList();
    }

    private String startOrContinue(String source) {
        Optional<RunView> unfinished = gateway.unfinished(source);
        if (unfinished.isPresent()) {
            String id = unfinished.get().id();
            boolean narrowed = arguments.days != null || !arguments.projects.isEmpty();
            console.line("going on with " + id + ", which is not finished" + (narrowed ? "; --days and --projects are for a new one" : ""));
            return id;
        }
        String id = gateway.start(source, body(source));
        console.line("started " + id + " through POST " + system.gatewayUri() + GatewayClient.starts(source));
        return id;
    }

    /** Without options all that is generated, and of a real site what the gateway takes by default. */
    private ObjectNode body(String source) {
        Integer size = sizes.get(source);
        ObjectNode body = SimulatedSource.find(source)
                .filter(simulated -> size != null)
                .map(simulated -> simulated.everything(size))
                .orElseGet(JsonMapper.shared()::createObjectNode);
        if (arguments.days != null) {
            body.put("days", arguments.days);
        }
        if (source.equals(SimulatedSource.JIRA.id()) && !arguments.projects.isEmpty()) {
            arguments.projects.forEach(body.putArray("projects")::add);
        }
        return body;
    }

    private void show(OverallReport report) {
        for (VerdictReport each : report.reports()) {
            console.line("");
            console.line(each.run().id() + ": " + coloured(each.run().isVerified(), each.verdict()));
            each.lines().forEach(line -> console.line("  " + line));
        }
        console.line("");
        console.line(coloured(report.isGood(), report.verdict()));
        console.line("");
        if (arguments.once) {
            console.line("  what is stored stays in " + home.folder() + "; ./run keeps it up to look at");
        } else {
            showAddresses(report.reports().stream().map(VerdictReport::run).toList());
        }
    }

    private String coloured(boolean good, String text) {
        return good ? console.good(text) : console.bad(text);
    }

    private void showAddresses(List<RunView> runs) {
        console.line("  database     psql " + system.databaseAccess().psqlUrl());
        Examples.of(runs.stream().map(RunView::source).toList()).forEach(line -> console.line("               " + line));
        console.line("  Temporal UI  " + system.temporalUi() + "/namespaces/" + system.temporalNamespace() + "/workflows");
        for (RunView run : runs) {
            console.line("  gateway      curl -H 'X-Admin-Key: " + system.adminKey() + "' " + system.gatewayUri() + "/api/v1/backfills/" + run.id());
        }
        console.line("  credential   " + system.adminKey() + " (made for this run)");
    }
}
