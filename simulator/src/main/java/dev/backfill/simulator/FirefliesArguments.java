package dev.backfill.simulator;

import dev.backfill.simulator.fireflies.FirefliesOptions;
import dev.backfill.simulator.fireflies.FirefliesOptions.Quota;
import java.time.Duration;
import java.util.Set;

/** The options of the command line that are about Fireflies. */
final class FirefliesArguments {

    /** Each takes a value. */
    static final Set<String> NAMES = Set.of("--fireflies-meetings", "--fireflies-token", "--fireflies-processing-seconds",
            "--fireflies-unprocessed", "--fireflies-requests-per-day", "--fireflies-requests-per-minute",
            "--fireflies-quota-seconds", "--fireflies-limit-status", "--fireflies-months");

    private FirefliesArguments() {}

    static FirefliesOptions read(CommandLine line, FirefliesOptions defaults) {
        // A day is of use only with a limit.
        int perDay = line.has("--fireflies-quota-seconds") ? FirefliesOptions.DAILY_REQUESTS : 0;
        Quota quota = new Quota((int) line.number("--fireflies-requests-per-day", perDay, Integer.MAX_VALUE),
                (int) line.number("--fireflies-requests-per-minute", 0, Integer.MAX_VALUE),
                Duration.ofSeconds(line.number("--fireflies-quota-seconds", defaults.quota().day().toSeconds(), 86_400)),
                (int) line.number("--fireflies-limit-status", defaults.quota().status(), 599));
        return new FirefliesOptions((int) line.number("--fireflies-meetings", defaults.meetings(), Integer.MAX_VALUE),
                (int) line.number("--fireflies-months", defaults.months(), Integer.MAX_VALUE),
                line.text("--fireflies-token", defaults.token()),
                Duration.ofSeconds(line.number("--fireflies-processing-seconds", defaults.processing().toSeconds(), 86_400)),
                (int) line.number("--fireflies-unprocessed", defaults.unprocessed(), Integer.MAX_VALUE), quota);
    }
}
