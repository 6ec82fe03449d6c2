package dev.backfill.gateway.paging;

import dev.backfill.gateway.request.Field;
import dev.backfill.gateway.request.FieldKind;
import dev.backfill.gateway.request.RequestReader;
import dev.backfill.gateway.request.RequestValues;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Which page is asked for.
 *
 * @param limit entries on a page, 1 to 100
 * @param cursor where the page begins, as the page before named it
 */
public record PageFields(int limit, @Nullable String cursor) {
    private static final int DEFAULT_LIMIT = 20;
    private static final int MOST = 100;
    /** What every list reads. */
    public static final List<Field> FIELDS = List.of(
            Field.within("limit", 1, MOST).by(DEFAULT_LIMIT).described("How many entries a page has."),
            Field.of("cursor", FieldKind.TEXT).described("Where the page begins: taken from next of the page before."));

    /** @throws dev.backfill.gateway.problem.ProblemException of status 400 */
    public static PageFields read(ServerHttpRequest request) {
        RequestValues values = RequestReader.readQuery(request, FIELDS);
        values.requireValid();
        Long limit = values.get("limit", Long.class);
        return new PageFields(limit == null ? DEFAULT_LIMIT : limit.intValue(), values.get("cursor", String.class));
    }
}
