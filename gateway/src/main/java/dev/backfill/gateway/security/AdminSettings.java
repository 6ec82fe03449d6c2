package dev.backfill.gateway.security;

import dev.backfill.gateway.secret.SecretStrength;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The administrator's first credential.
 *
 * @param apiKey the key that callers send in {@code X-Admin-Key}; {@code ADMIN_API_KEY}. There is no default.
 */
public record AdminSettings(@DefaultValue("") String apiKey) {
    /** What is missing or weak, one sentence each. */
    public List<String> problems() {
        return SecretStrength.problems("ADMIN_API_KEY", "the key that callers send in X-Admin-Key", apiKey);
    }

    /** Without the key, so that it never reaches a log. */
    @Override
    public String toString() {
        return "AdminSettings[]";
    }
}
