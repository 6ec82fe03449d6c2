package dev.backfill.gateway.backfill;

import dev.backfill.gateway.request.Field;
import dev.backfill.gateway.request.FieldKind;
import dev.backfill.gateway.request.RequestValues;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.source.SourceDefinition;
import dev.backfill.workflows.source.Sources;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a list of runs is narrowed to.
 *
 * @param limit runs on a page, 1 to 100
 * @param cursor where the page begins, as the page before named it
 */
record BackfillFilter(@Nullable String source, @Nullable RunState state, int limit, @Nullable String cursor) {
    private static final int DEFAULT_LIMIT = 20;
    private static final int MOST = 100;

    static final List<Field> FIELDS = List.of(
            Field.oneOf("source", Sources.all().stream().map(SourceDefinition::id).toList()),
            Field.oneOf("state", Arrays.stream(RunState.values()).map(RunState::name).toList()),
            Field.within("limit", 1, MOST),
            Field.of("cursor", FieldKind.TEXT));

    static BackfillFilter of(RequestValues values) {
        values.requireValid();
        String state = values.get("state", String.class);
        Long limit = values.get("limit", Long.class);
        return new BackfillFilter(
                values.get("source", String.class),
                state == null ? null : RunState.valueOf(state),
                limit == null ? DEFAULT_LIMIT : limit.intValue(),
                values.get("cursor", String.class));
    }

    /** The path of the page that begins at this cursor, with the same filters. */
    String pathOfPage(String next) {
        return "/api/v1/backfills?limit=" + limit
                + (source == null ? "" : "&source=" + source)
                + (state == null ? "" : "&state=" + state)
                + "&cursor=" + next;
    }
}
