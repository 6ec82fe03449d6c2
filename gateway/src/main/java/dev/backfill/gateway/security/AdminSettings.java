package dev.backfill.gateway.security;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The administrator's credential.
 *
 * @param apiKey the key that callers send in {@code X-Admin-Key}; {@code ADMIN_API_KEY}. There is no default.
 */
public record AdminSettings(@DefaultValue("") String apiKey) {
    private static final int SHORTEST = 32;
    private static final int LONGEST_REPEATED_UNIT = 16;
    private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e]+");
    /** Letters that are these words alone, in whatever order and number, are the first that an attacker tries. */
    private static final Pattern WELL_KNOWN = Pattern.compile(
            "(secret|change|me|password|default|test|dev|jwt|your|bit|admin|api|key|backfill|example|this|is|my|the|very|long|super"
                    + "|please|replace|insecure|token|qwerty|letmein|abcdefghijklmnopqrstuvwxyz|for|production|only|not)+");
    private static final String HOW = " Make one: export ADMIN_API_KEY=\"$(openssl rand -hex 32)\"";

    /** What is missing or weak, one sentence each. */
    public List<String> problems() {
        if (apiKey.isBlank()) {
            return List.of("ADMIN_API_KEY is missing. It is the key that callers send in X-Admin-Key." + HOW);
        }
        if (apiKey.length() < SHORTEST) {
            return List.of("ADMIN_API_KEY is shorter than " + SHORTEST + " characters." + HOW);
        }
        if (!SENDABLE.matcher(apiKey).matches()) {
            return List.of("ADMIN_API_KEY has characters that cannot be sent in a header." + HOW);
        }
        if (repeatsItself() || isWellKnown()) {
            return List.of("ADMIN_API_KEY can be guessed: it repeats itself, or is made of well-known words." + HOW);
        }
        return List.of();
    }

    private boolean repeatsItself() {
        return IntStream.rangeClosed(1, LONGEST_REPEATED_UNIT)
                .anyMatch(unit -> apiKey.regionMatches(unit, apiKey, 0, apiKey.length() - unit));
    }

    private boolean isWellKnown() {
        return WELL_KNOWN.matcher(apiKey.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")).matches();
    }

    /** Without the key, so that it never reaches a log. */
    @Override
    public String toString() {
        return "AdminSettings[]";
    }
}
