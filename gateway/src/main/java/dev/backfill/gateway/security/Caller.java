package dev.backfill.gateway.security;

import java.security.Principal;

/** Who is asking, by the name that the run's row and the idempotency keys keep. */
public record Caller(String name) implements Principal {
    /** Who has sent the admin key. */
    public static final Caller ADMIN = new Caller("admin");

    @Override
    public String getName() {
        return name;
    }
}
