package dev.backfill.simulator.jira;

import dev.backfill.simulator.fault.FaultKind;
import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.jira.site.FieldSelection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Faults that are about single issues, whose ids are numbers. */
final class IssueFaults {

    private static final Set<String> OF_TIME_TRACKING = Set.of("worklog", "timetracking");

    private IssueFaults() {}

    /** The fields without those that a site without time tracking does not have. */
    static FieldSelection hideWorklogs(Faults faults, String route, FieldSelection fields) {
        return faults.fire(FaultKind.TIME_TRACKING_OFF, route).isPresent() ? fields.without(OF_TIME_TRACKING) : fields;
    }

    /** The ids of those given that faults of a kind are about; each such fault counts as happened. */
    static Set<Long> fire(Faults faults, FaultKind kind, String route, Set<Long> issues) {
        Set<String> ids = issues.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
        return faults.fireFor(kind, route, ids).stream().map(Long::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    /** What a bulk fetch of so many says of those of these issues that it does not give. */
    static Map<Long, String> errors(Faults faults, String route, Set<Long> issues, int asked) {
        Set<String> ids = issues.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
        Map<Long, String> errors = new TreeMap<>();
        faults.about(FaultKind.ISSUE_ERRORS, route, ids).stream()
                .filter(fault -> asked > fault.number("most", 0))
                .forEach(fault -> fault.ids().stream().filter(ids::contains).forEach(id -> errors.put(
                        Long.valueOf(id), fault.text("message", "The issue cannot be returned at the moment."))));
        return errors;
    }

    /** What a route of an issue's parts answers if a fault has it refuse. */
    static Optional<Answer> refusal(Faults faults, String route, long issue) {
        if (route.equals("issue/worklog") && faults.fire(FaultKind.TIME_TRACKING_OFF, route).isPresent()) {
            return Optional.of(JiraErrors.of(404, "Time tracking is not enabled."));
        }
        return faults.fire(FaultKind.PART_REFUSED, route)
                .filter(fault -> fault.ids().isEmpty() || fault.ids().contains(Long.toString(issue)))
                .map(fault -> JiraErrors.of(fault.number("status", 404), fault.text("message", "This list is not to be had.")));
    }
}
