package dev.backfill.gateway.security;

import dev.backfill.store.account.Role;
import java.security.Principal;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Who is asking, with a credential that has been found valid.
 *
 * @param name what rows, idempotency keys and limits are kept under: {@code admin} for the key of the settings, {@code key:<id>} for an
 *     issued one, {@code user:<subject>} for a token
 */
public record Caller(String name, Role role) implements Authentication {
    /** Who has sent the key of the settings. */
    public static final Caller ADMIN = new Caller("admin", Role.ADMIN);

    /** An attribute of the exchange, there once a credential has been found valid: for filters that stand outside of its check. */
    public static final String ATTRIBUTE = Caller.class.getName();

    /** Whether this is a caller who may do everything; nobody is not. */
    public static boolean isAdmin(@Nullable Principal principal) {
        return principal instanceof Caller caller && caller.role == Role.ADMIN;
    }

    static Caller ofKey(String id, Role role) {
        return new Caller("key:" + id, role);
    }

    static Caller ofUser(String subject, Role role) {
        return new Caller(nameOfUser(subject), role);
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
