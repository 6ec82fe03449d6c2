package dev.backfill.gateway.apikey;

import dev.backfill.gateway.request.Bounds;
import dev.backfill.gateway.request.Field;
import dev.backfill.gateway.request.FieldKind;
import dev.backfill.gateway.request.RequestReader;
import dev.backfill.gateway.request.RequestValues;
import dev.backfill.store.account.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the issue of a key may carry. */
@Component
class ApiKeyBody {
    private static final String NAME = "name";
    private static final String ROLE = "role";
    private static final String EXPIRES_AT = "expiresAt";
    private static final String EXPIRES_IN_DAYS = "expiresInDays";
    private static final int MOST_DAYS = 3650;
    private static final long DEFAULT_DAYS = 90;
    /** Nothing that breaks a line or a terminal, or that PostgreSQL cannot hold; no blank at the ends. */
    private static final Pattern NAME_FORM = Pattern.compile("[^\\p{C}\\p{Z}]([^\\p{C}]*[^\\p{C}\\p{Z}])?");
    static final List<Field> FIELDS = List.of(
            Field.within(NAME, FieldKind.TEXT, new Bounds.Text(1, 100, NAME_FORM, "that is visible, without blanks at its ends"))
                    .described("What the key is for, so that it can be told from others."),
            Field.oneOf(ROLE, List.of(Role.ADMIN.name(), Role.USER.name())).described("What the key may do."),
            Field.of(EXPIRES_AT, FieldKind.INSTANT)
                    .described("When the key ends: in the future, and at most " + MOST_DAYS + " days from now. Excludes expiresInDays."),
            Field.within(EXPIRES_IN_DAYS, 1, MOST_DAYS).by(DEFAULT_DAYS).described("After how many days the key ends."));

    private final Clock clock;

    ApiKeyBody(Clock clock) {
        this.clock = clock;
    }

    record Wanted(String name, Role role, Instant expiresAt) {}

    /** Fails with a problem of status 400, 413 or 415. */
    Mono<Wanted> read(ServerHttpRequest request) {
        return RequestReader.readBody(request, FIELDS).map(this::understand);
    }

    private Wanted understand(RequestValues values) {
        for (String required : List.of(NAME, ROLE)) {
            if (!values.isSent(required)) {
                values.violated(required, "is required");
            }
        }
        Instant expiry = expiry(values);
        values.requireValid();
        String name = values.get(NAME, String.class);
        String role = values.get(ROLE, String.class);
        if (name == null || role == null) {
            throw new IllegalStateException("what is required was sent, and is valid");
        }
        return new Wanted(name, Role.valueOf(role), expiry);
    }

    private Instant expiry(RequestValues values) {
        Instant now = clock.instant();
        if (values.isSent(EXPIRES_AT) && values.isSent(EXPIRES_IN_DAYS)) {
            values.violated(EXPIRES_IN_DAYS, "excludes expiresAt; send either");
        }
        Instant at = values.get(EXPIRES_AT, Instant.class);
        if (at == null) {
            Long days = values.get(EXPIRES_IN_DAYS, Long.class);
            return now.plus(Duration.ofDays(days == null ? DEFAULT_DAYS : days));
        }
        if (!at.isAfter(now) || at.isAfter(now.plus(Duration.ofDays(MOST_DAYS)))) {
            values.violated(EXPIRES_AT, "must be in the future, and at most " + MOST_DAYS + " days from now");
        }
        return at;
    }
}
