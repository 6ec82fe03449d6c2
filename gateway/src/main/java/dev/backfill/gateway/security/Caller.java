package dev.backfill.gateway.security;

import dev.backfill.store.account.Role;
import java.security.Principal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Who is asking, with a credential that has been found valid.
 *
 * @param name what rows, idempotency keys and limits are kept under: {@code admin} for the key of the settings, {@code key:<id>} for an
 *     issued one, {@code user:<subject>} for a token
 * @param owner the person behind it: of an issued key its owner, else the name itself
 * @param grant what has let them in
 */
public record Caller(String name, Role role, String owner, Grant grant) implements Authentication {
    private static final String SETTINGS = "admin";

    /** Who has sent the key of the settings. */
    public static final Caller ADMIN = new Caller(SETTINGS, Role.ADMIN);

    /** An attribute of the exchange, there once a credential has been found valid: for filters that stand outside of its check. */
    public static final String ATTRIBUTE = Caller.class.getName();

    /** What can be asked about again: whether it still lets in. */
    public sealed interface Grant {
        /** Nothing that ends. */
        record Lasting() implements Grant {}

        record Key(String id) implements Grant {}

        record Session(String id, String account, Instant expiresAt) implements Grant {}

        record Token(Instant issuedAt, Instant expiresAt) implements Grant {}
    }

    /** A caller who may do this for as long as the process lives. */
    public Caller(String name, Role role) {
        this(name, role, name, new Grant.Lasting());
    }

    /** The caller of a request that needs a credential. */
    public static Caller of(Principal principal) {
        return (Caller) principal;
    }

    /** Whether this is a caller who may do everything; nobody is not. */
    public static boolean isAdmin(@Nullable Principal principal) {
        return principal instanceof Caller caller && caller.role == Role.ADMIN;
    }

    /** When the token was made that has let them in, if it is one of another issuer. */
    public Optional<Instant> tokenIssuedAt() {
        return grant instanceof Grant.Token token ? Optional.of(token.issuedAt()) : Optional.empty();
    }

    /** The name of callers with a token of this subject. */
    public static String nameOfUser(String subject) {
        return "user:" + subject;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of(new SimpleGrantedAuthority("ROLE_" + role));
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public @Nullable Object getDetails() {
        return null;
    }

    @Override
    public Object getPrincipal() {
        return name;
    }

    @Override
    public boolean isAuthenticated() {
        return true;
    }

    @Override
    public void setAuthenticated(boolean authenticated) {
        throw new IllegalArgumentException("a caller is one whose credential was valid");
    }
}
