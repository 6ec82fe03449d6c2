package dev.backfill.gateway.backfill;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Readable ids of runs, such as {@code jira-2026-11-24-k3f9}: the source, the day in UTC, and four random characters. */
@Component
public class RunIds {
    /** Without those that look alike: no i, l, 1, o, 0. */
    static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int RANDOM_CHARACTERS = 4;
    /** The form of an id. */
    public static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,30}-[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9]{4}");

    private final RandomGenerator random;

    public RunIds() {
        this(new SecureRandom());
    }

    RunIds(RandomGenerator random) {
        this.random = random;
    }

    /** An id that may be taken already: there are some 920,000 for a source and day. */
    public String next(String source, LocalDate day) {
        StringBuilder id = new StringBuilder(source).append('-').append(day).append('-');
        for (int i = 0; i < RANDOM_CHARACTERS; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    /** Whether a run can have this id, so that nothing else is ever looked up. */
    public static boolean isWellFormed(@Nullable String id) {
        return id != null && FORM.matcher(id).matches();
    }
}
