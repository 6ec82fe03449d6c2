package dev.backfill.gateway.source;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.store.source.SourceWorkers;
import dev.backfill.store.source.WorkerReport;
import dev.backfill.workflows.source.SourceDefinition;
import dev.backfill.workflows.source.Sources;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whether a source can be pulled now: some worker is there and has all the settings that it needs. Blocks. */
@Component
public class SourceAvailability {
    private final SourceWorkers workers;

    SourceAvailability(SourceWorkers workers) {
        this.workers = workers;
    }

    /**
     * What the workers say of a source.
     *
     * @param configured whether the workers that were last heard of, be they gone or not, have all its settings
     * @param workers how many serve it now
     * @param missingSettings what they lack; if none was ever heard of, all that one will need
     */
    record Service(boolean configured, int workers, List<String> missingSettings) {
        boolean available() {
            return workers > 0;
        }
    }

    /** @throws ProblemException of status 409 if no worker serves the source, naming the settings that are missing */
    public void require(SourceDefinition source) {
        List<WorkerReport> reports = workers.of(source.id());
        Service service = service(source, reports);
        if (!service.available()) {
            throw new ProblemException(ProblemType.SOURCE_UNAVAILABLE, reason(source, reports, service));
        }
    }

    /** The sources that workers are meant to serve: they serve them now, or did when they were last heard of. */
    public List<SourceDefinition> configured() {
        return Sources.all().stream().filter(source -> of(source).configured()).toList();
    }

    Service of(SourceDefinition source) {
        return service(source, workers.of(source.id()));
    }

    private static Service service(SourceDefinition source, List<WorkerReport> reports) {
        int serving = (int) reports.stream().filter(WorkerReport::serves).count();
        // Workers that are there tell more than those that have left.
        List<WorkerReport> present = reports.stream().filter(WorkerReport::recent).toList();
        List<WorkerReport> heard = present.isEmpty() ? reports.stream().limit(1).toList() : present;
        boolean configured = heard.stream().anyMatch(report -> report.missingSettings().isEmpty());
        return new Service(configured, serving, configured ? List.of() : missing(source, heard));
    }

    private static List<String> missing(SourceDefinition source, List<WorkerReport> heard) {
        return source.settings().stream()
                .filter(setting -> heard.isEmpty() || heard.stream().anyMatch(report -> report.missingSettings().contains(setting)))
                .toList();
    }

    private static String reason(SourceDefinition source, List<WorkerReport> reports, Service service) {
        String name = source.displayName();
        if (service.configured()) {
            return "No worker serves " + name + " at the moment: start one, or wait until it has started.";
        }
        String settings = String.join(", ", service.missingSettings());
        return reports.isEmpty()
                ? "No worker serves " + name + ". One needs these settings: " + settings + "."
                : "No worker serves " + name + ": its workers lack the settings " + settings + ".";
    }
}
