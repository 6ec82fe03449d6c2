package dev.backfill.gateway.backfill;

import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.source.DateRange;
import dev.backfill.workflows.source.SourceDefinition;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A run in one line for Temporal's UI, such as {@code Jira, 2019-11-26 to 2026-11-25, projects ABC, DEF}. */
final class RunSummary {
    private static final int MOST_NAMED = 10;
    /** Temporal refuses summaries of more than 400 bytes. */
    private static final int LONGEST = 200;

    private RunSummary() {}

    static String of(SourceDefinition source, DateRange range, RunMode mode, Map<String, Object> parameters) {
        LocalDate first = LocalDate.ofInstant(range.from(), ZoneOffset.UTC);
        LocalDate last = LocalDate.ofInstant(range.to(), ZoneOffset.UTC).minusDays(1);
        String narrowed = parameters.entrySet().stream().map(RunSummary::narrowing).collect(Collectors.joining());
        String summary = source.displayName() + ", " + first + " to " + last + (mode == RunMode.FULL ? "" : ", " + PullFields.word(mode)) + narrowed;
        return summary.length() <= LONGEST ? summary : summary.substring(0, LONGEST - 1) + "…";
    }

    private static String narrowing(Map.Entry<String, Object> parameter) {
        String words = parameter.getKey().replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return switch (parameter.getValue()) {
            case List<?> list when list.isEmpty() -> "";
            case List<?> list -> ", " + words + " " + named(list);
            case Boolean set -> set ? ", " + words : "";
            case Object value -> ", " + words + " " + value;
        };
    }

    private static String named(List<?> list) {
        String names = list.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        return list.size() <= MOST_NAMED ? names : names + " and " + (list.size() - MOST_NAMED) + " more";
    }
}
