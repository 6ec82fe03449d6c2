package dev.backfill.standalone.watch;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What came out of all runs that were followed side by side.
 *
 * @param kills the kills of {@code --chaos} that happened while one of them ran
 * @param killsExpected how many there were to be; 0 without {@code --chaos}
 */
public record OverallReport(List<VerdictReport> reports, List<Chaos.Kill> kills, int killsExpected) {
    /** Each verified, and the system as often hurt as was asked for. */
    public boolean isGood() {
        return isVerified() && kills.size() >= killsExpected;
    }

    private boolean isVerified() {
        return reports.stream().allMatch(report -> report.run().isVerified());
    }

    /** One line over all: {@code 4 of 4 verified}, and of which not all is, or something is excepted. */
    public String verdict() {
        long proved = reports.stream().filter(report -> report.run().isVerified()).count();
        List<VerdictReport> others = reports.stream().filter(report -> !report.verdict().equals("verified")).toList();
        String verified = proved + " of " + reports.size() + " verified";
        String rest = others.stream().map(report -> report.run().source() + " " + report.verdict()).collect(Collectors.joining(", "));
        return verified + (rest.isEmpty() ? "" : "; " + rest) + (killsExpected > 0 ? "; " + killed() : "");
    }

    /** One object: {@code runs}, {@code kills} with {@code --chaos}, and whether all is {@code ok}. */
    public String json() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        ArrayNode runs = json.putArray("runs");
        reports.forEach(report -> runs.add(report.json()));
        if (killsExpected > 0) {
            json.put("kills", kills.size());
        }
        return json.put("ok", isGood()).toString();
    }

    private String killed() {
        String byName = kills.stream()
                .collect(Collectors.groupingBy(kill -> kill.name().replaceFirst("-\\d+$", ""), Collectors.counting()))
                .entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()).sorted().collect(Collectors.joining(", "));
        String few = kills.size() < killsExpected
                ? "; the runs ended before the other " + (killsExpected - kills.size()) + ": give them more --issues"
                : "";
        return kills.size() + " of " + killsExpected + " kills" + (byName.isEmpty() ? "" : " (" + byName + ")") + few;
    }
}
