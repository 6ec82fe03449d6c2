package dev.backfill.gateway.signin;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom a verified ID token of Google stands for.
 *
 * @param subject Google's id of the account, the only stable one
 */
record GoogleIdentity(String subject, String email, @Nullable String name) {
    private static final Pattern EMAIL = Pattern.compile("[\\x21-\\x7e&&[^@\\s]]{1,64}(@[\\x21-\\x7e&&[^@\\s]]{1,64})*@[A-Za-z0-9.-]{1,253}");
    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final int LONGEST_NAME = 200;

    /** Nothing, if the address is not verified, or the account is not one of an allowed domain: by both the claim and the address. */
    static Optional<GoogleIdentity> of(JWTClaimsSet claims, List<String> allowedDomains) {
        if (!(claims.getClaim("email") instanceof String email) || !EMAIL.matcher(email).matches()
                || !(claims.getClaim("hd") instanceof String domain)
                || !Boolean.TRUE.equals(claims.getClaim("email_verified"))
                || !SUBJECT.matcher(claims.getSubject()).matches()) {
            return Optional.empty();
        }
        boolean allowed = isAllowed(domain, allowedDomains) && isAllowed(email.substring(email.lastIndexOf('@') + 1), allowedDomains);
        return allowed ? Optional.of(new GoogleIdentity(claims.getSubject(), email, name(claims.getClaim("name")))) : Optional.empty();
    }

    private static boolean isAllowed(String domain, List<String> allowedDomains) {
        String folded = domain.toLowerCase(Locale.ROOT);
        return !folded.isEmpty() && allowedDomains.stream().anyMatch(allowed -> allowed.toLowerCase(Locale.ROOT).equals(folded));
    }

    private static @Nullable String name(@Nullable Object claim) {
        if (!(claim instanceof String text)) {
            return null;
        }
        String visible = text.replaceAll("\\p{C}", " ").strip();
        return visible.isEmpty() ? null : visible.substring(0, Math.min(visible.length(), LONGEST_NAME));
    }
}
