package dev.backfill.gateway.user;

import dev.backfill.gateway.request.Field;
import dev.backfill.gateway.request.RequestReader;
import dev.backfill.gateway.request.RequestValues;
import dev.backfill.store.account.Role;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** What a change of a user may carry. */
final class UserBody {
    private static final String ROLE = "role";
    static final List<Field> FIELDS = List.of(Field.oneOf(ROLE, Arrays.stream(Role.values()).map(Role::name).toList())
            .described("What the user may do, from their next request on."));

    private UserBody() {}

    record Wanted(Role role) {}

    /** Fails with a problem of status 400, 413 or 415. */
    static Mono<Wanted> read(ServerHttpRequest request) {
        return RequestReader.readBody(request, FIELDS).map(UserBody::understand);
    }

    private static Wanted understand(RequestValues values) {
        if (!values.isSent(ROLE)) {
            values.violated(ROLE, "is required");
        }
        values.requireValid();
        return new Wanted(Role.valueOf(String.valueOf(values.get(ROLE, String.class))));
    }
}
