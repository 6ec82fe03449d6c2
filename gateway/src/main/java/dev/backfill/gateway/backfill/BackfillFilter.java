package dev.backfill.gateway.backfill;

import dev.backfill.gateway.request.Bounds;
import dev.backfill.gateway.request.Field;
import dev.backfill.gateway.request.FieldKind;
import dev.backfill.gateway.request.Moment;
import dev.backfill.gateway.request.RequestValues;
import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.source.SourceDefinition;
import dev.backfill.workflows.source.Sources;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a list of runs is narrowed to.
 *
 * @param mode null for any
 * @param states all of them if it is empty
 * @param requestedFrom inclusive
 * @param requestedBefore exclusive
 * @param limit runs on a page, 1 to 100
 * @param cursor where the page begins, as the page before named it
 */
record BackfillFilter(
        @Nullable String source,
        @Nullable RunMode mode,
        Set<RunState> states,
        @Nullable Instant requestedFrom,
        @Nullable Instant requestedBefore,
        int limit,
        @Nullable String cursor) {
    private static final int DEFAULT_LIMIT = 20;
    private static final int MOST = 100;
    private static final LocalDate LAST_DAY = LocalDate.parse("2999-12-31");

    static final List<Field> FIELDS = List.of(
            Field.oneOf("source", Sources.all().stream().map(SourceDefinition::id).toList()).described("Runs of this source only."),
            Field.oneOf("mode", PullFields.MODES).described("Runs in this mode only."),
            Field.someOf("state", Arrays.stream(RunState.values()).map(RunState::name).toList())
                    .described("Runs that are in one of these states only."),
            moment("requestedFrom").described("Runs that were asked for at this moment or later only."),
            moment("requestedTo").described("Runs that were asked for before this moment only, or up to the end of this day."),
            Field.within("limit", 1, MOST).by(DEFAULT_LIMIT).described("How many runs a page has."),
            Field.of("cursor", FieldKind.TEXT)
                    .described("Where the page begins: taken from next of the page before, with the same filters."));

    private static Field moment(String name) {
        return Field.within(name, FieldKind.MOMENT, new Bounds.Moments(LocalDate.EPOCH, LAST_DAY));
    }

    static BackfillFilter of(RequestValues values) {
        Moment from = values.get("requestedFrom", Moment.class);
        Moment to = values.get("requestedTo", Moment.class);
        if (from != null && to != null && !from.start().isBefore(to.end())) {
            values.violated("requestedTo", "must be later than requestedFrom");
        }
        values.requireValid();
        Long limit = values.get("limit", Long.class);
        return new BackfillFilter(
                values.get("source", String.class),
                PullFields.mode(values),
                states(values.get("state", List.class)),
                from == null ? null : from.start(),
                to == null ? null : to.end(),
                limit == null ? DEFAULT_LIMIT : limit.intValue(),
                values.get("cursor", String.class));
    }

    private static Set<RunState> states(@Nullable List<?> names) {
        Set<RunState> states = EnumSet.noneOf(RunState.class);
        if (names != null) {
            names.forEach(name -> states.add(RunState.valueOf(String.valueOf(name))));
        }
        return states;
    }

    /** All that decides which runs are in the list and in which order, as the query of its path. */
    String narrowing() {
        return (source == null ? "" : "&source=" + source)
                + (mode == null ? "" : "&mode=" + PullFields.word(mode))
                + (states.isEmpty() ? "" : "&state=" + states.stream().map(RunState::name).collect(Collectors.joining(",")))
                + (requestedFrom == null ? "" : "&requestedFrom=" + requestedFrom)
                + (requestedBefore == null ? "" : "&requestedTo=" + requestedBefore);
    }

    /** The path of the page that begins at this cursor, with the same filters. */
    String pathOfPage(String next) {
        return "/api/v1/backfills?limit=" + limit + narrowing() + "&cursor=" + next;
    }
}
