package dev.backfill.gateway.signin;

import dev.backfill.gateway.token.PublishedKeys;
import dev.backfill.store.account.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Sign-in with Google; off without a client id.
 *
 * @param clientId the {@code aud} of the ID tokens that are accepted; {@code GOOGLE_CLIENT_ID}
 * @param allowedDomains whose people may sign in; {@code GOOGLE_ALLOWED_DOMAINS}, separated by commas
 * @param jwksUrl where Google publishes its keys; {@code GOOGLE_JWKS_URL}
 * @param firstRole what someone may do who signs in for the first time, {@code USER} or {@code NO_ACCESS}; {@code GOOGLE_FIRST_ROLE}
 */
public record GoogleSettings(
        @DefaultValue("") String clientId,
        @DefaultValue("") List<String> allowedDomains,
        @DefaultValue("https://www.googleapis.com/oauth2/v3/certs") String jwksUrl,
        @DefaultValue("NO_ACCESS") String firstRole) {
    private static final Pattern DOMAIN = Pattern.compile("(?i)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}");

    public boolean isOn() {
        return !clientId.isBlank();
    }

    Role roleOfNewcomers() {
        return Role.valueOf(firstRole);
    }

    /** What is missing or wrong, one sentence each. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (isOn() && allowedDomains.stream().allMatch(String::isBlank)) {
            problems.add("GOOGLE_ALLOWED_DOMAINS is missing. It lists whose people may sign in with Google, such as example.com,example.org");
        } else if (!allowedDomains.stream().allMatch(domain -> domain.isBlank() || DOMAIN.matcher(domain).matches())) {
            problems.add("GOOGLE_ALLOWED_DOMAINS must list domains, separated by commas, such as example.com,example.org");
        }
        if (!PublishedKeys.isAcceptable(jwksUrl)) {
            problems.add("GOOGLE_JWKS_URL is not an https URL. It is where Google publishes its keys.");
        }
        if (!List.of(Role.USER.name(), Role.NO_ACCESS.name()).contains(firstRole)) {
            problems.add("GOOGLE_FIRST_ROLE must be USER or NO_ACCESS: nobody becomes an administrator by signing in.");
        }
        return problems;
    }
}
