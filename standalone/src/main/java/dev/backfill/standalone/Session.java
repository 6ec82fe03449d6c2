package dev.backfill.standalone;

import dev.backfill.standalone.part.Home;
import dev.backfill.standalone.watch.Chaos;
import dev.backfill.standalone.watch.Console;
import dev.backfill.standalone.watch.GatewayClient;
import dev.backfill.standalone.watch.RunView;
import dev.backfill.standalone.watch.RunWatch;
import dev.backfill.standalone.watch.VerdictReport;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;

/** One backfill on a running system, from its start to the verdict on the screen. */
final class Session {
    private static final String BY_PROJECT = """
            select p.key, count(*), max(i.source_updated_at) as latest
              from jira.issue i join jira.project p on p.id = i.project_id group by p.key order by 2 desc;
            """;
    private static final String LATEST = "select key, status, summary from jira.issue order by source_updated_at desc limit 10;";

    private final BackfillSystem system;
    private final Home home;
    private final Arguments arguments;
    private final Console console;
    private final GatewayClient gateway;

    Session(BackfillSystem system, Home home, Arguments arguments, Console console) {
        this.system = system;
        this.home = home;
        this.arguments = arguments;
        this.console = console;
        this.gateway = new GatewayClient(system.gatewayUri(), system.adminKey());
    }

    /** Returns whether all went as it should. */
    boolean run() {
        String id = startOrContinue();
        Chaos chaos = new Chaos(
                List.of(system.workers(), List.of(system.gateway()), List.of(system.temporal()), List.of(system.database())),
                RandomGenerator.getDefault(), console);
        RunView finished = new RunWatch(gateway, console, arguments.chaos ? chaos::observe : view -> {}).follow(id);
        VerdictReport report = new VerdictReport(finished, chaos.killsDuring(finished), arguments.chaos ? Chaos.KILLS : 0);
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

    private String startOrContinue() {
        Optional<RunView> unfinished = gateway.unfinished();
        if (unfinished.isPresent()) {
            String id = unfinished.get().id();
            boolean narrowed = arguments.days != null || !arguments.projects.isEmpty();
            console.line("going on with " + id + ", which is not finished" + (narrowed ? "; --days and --projects are for a new one" : ""));
            return id;
        }
        String id = gateway.startJira(arguments.days, arguments.projects);
        console.line("started " + id + " through POST " + system.gatewayUri() + "/api/v1/backfills/jira");
        return id;
    }

    private void show(VerdictReport report) {
        String id = report.run().id();
        String verdict = report.verdict();
        console.line("");
        console.line(id + ": " + (report.isGood() ? console.good(verdict) : console.bad(verdict)));
        report.lines().forEach(line -> console.line("  " + line));
        console.line("");
        if (arguments.once) {
            console.line("  what is stored stays in " + home.folder() + "; ./run keeps it up to look at");
        } else {
            showAddresses(id);
        }
    }

    private void showAddresses(String id) {
        console.line("  database     psql " + system.databaseAccess().psqlUrl());
        BY_PROJECT.lines().forEach(line -> console.line("               " + line));
        LATEST.lines().forEach(line -> console.line("               " + line));
        console.line("  Temporal UI  " + system.temporalUi() + "/namespaces/" + system.temporalNamespace() + "/workflows/" + id);
        console.line("  gateway      curl -H 'X-Admin-Key: " + system.adminKey() + "' " + system.gatewayUri() + "/api/v1/backfills/" + id);
        console.line("  credential   " + system.adminKey() + " (made for this run)");
    }
}
