package dev.backfill.gateway.source;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why no request is sent to a source, for callers. It may end in the vendor's own words, which are repeated only as far as they are plain. */
public final class BlockedReason {
    private static final Pattern SHOWN = Pattern.compile("[A-Za-z0-9':, -]{1,80}");

    private BlockedReason() {}

    /** @param reason as the budget has it */
    public static @Nullable String shown(@Nullable String reason) {
        return reason == null || SHOWN.matcher(reason).matches() ? reason : "the vendor asked to wait";
    }
}
