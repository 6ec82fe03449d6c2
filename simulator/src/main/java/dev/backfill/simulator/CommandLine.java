package dev.backfill.simulator;

import dev.backfill.simulator.notion.NotionOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the options of the command line; an {@link IllegalArgumentException} says in one line what is wrong. */
final class CommandLine {

    private static final Set<String> WITH_VALUE = Set.of("--port", "--issues", "--seed", "--projects", "--data", "--user",
            "--token", "--index-lag-ms", "--now", "--zone", "--requests-per-second", "--tempo-worklogs", "--tempo-token",
            "--tempo-requests-per-second", "--tempo-page-limit", "--tempo-months",
            "--notion-pages", "--notion-token", "--notion-requests-per-second", "--notion-search-lag-ms",
            "--notion-query-lag-ms", "--notion-result-limit");
    private static final String POISON = "--poison";
    private static final String TEMPO_RETRY_AFTER = "--tempo-retry-after";
    private static final Set<String> WITHOUT_VALUE = Set.of(POISON, TEMPO_RETRY_AFTER);

    private final Map<String, String> values;

    private CommandLine(Map<String, String> values) {
        this.values = values;
    }

    static SimulatorOptions read(String[] arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            if (WITHOUT_VALUE.contains(arguments[i])) {
                values.put(arguments[i], "");
            } else if (!WITH_VALUE.contains(arguments[i]) && !FirefliesArguments.NAMES.contains(arguments[i])) {
                throw new IllegalArgumentException("unknown argument '%s'".formatted(arguments[i]));
            } else if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("%s needs a value".formatted(arguments[i]));
            } else {
                values.put(arguments[i], arguments[++i]);
            }
        }
        return new CommandLine(values).options(SimulatorOptions.defaults());
    }

    private SimulatorOptions options(SimulatorOptions defaults) {
        return new SimulatorOptions((int) number("--port", defaults.port(), 65_535),
                (int) number("--issues", defaults.issues(), Integer.MAX_VALUE),
                number("--seed", defaults.seed(), Long.MAX_VALUE),
                (int) number("--projects", defaults.projects(), Integer.MAX_VALUE), data(),
                values.getOrDefault("--user", defaults.email()), values.getOrDefault("--token", defaults.token()),
                Duration.ofMillis(number("--index-lag-ms", 0, Integer.MAX_VALUE)), now(defaults), zone(defaults),
                values.containsKey(POISON), (int) number("--requests-per-second", 0, Integer.MAX_VALUE),
                tempo(defaults.tempo()), FirefliesArguments.read(this, defaults.fireflies()), notion(defaults.notion()));
    }

    private NotionOptions notion(NotionOptions defaults) {
        return new NotionOptions((int) number("--notion-pages", defaults.pages(), Integer.MAX_VALUE),
                values.getOrDefault("--notion-token", defaults.token()),
                (int) number("--notion-requests-per-second", 0, Integer.MAX_VALUE),
                Duration.ofMillis(number("--notion-search-lag-ms", 0, Integer.MAX_VALUE)),
                Duration.ofMillis(number("--notion-query-lag-ms", 0, Integer.MAX_VALUE)),
                (int) number("--notion-result-limit", defaults.resultLimit(), Integer.MAX_VALUE));
    }

    private TempoOptions tempo(TempoOptions defaults) {
        return new TempoOptions((int) number("--tempo-worklogs", defaults.worklogs(), Integer.MAX_VALUE),
                (int) number("--tempo-months", defaults.months(), Integer.MAX_VALUE),
                values.getOrDefault("--tempo-token", defaults.token()),
                (int) number("--tempo-requests-per-second", 0, Integer.MAX_VALUE), values.containsKey(TEMPO_RETRY_AFTER),
                (int) number("--tempo-page-limit", defaults.pageLimit(), Integer.MAX_VALUE));
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name, String absent) {
        return values.getOrDefault(name, absent);
    }

    long number(String name, long absent, long most) {
        String text = values.get(name);
        if (text == null) {
            return absent;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= 0 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, together with numbers out of range.
        }
        throw new IllegalArgumentException("%s must be a whole number from 0 to %d, not '%s'".formatted(name, most, text));
    }

    private Optional<Path> data() {
        Optional<Path> folder = Optional.ofNullable(values.get("--data")).map(Path::of);
        folder.ifPresent(path -> {
            if (!Files.isDirectory(path)) {
                throw new IllegalArgumentException("--data is no folder: " + path);
            }
        });
        return folder;
    }

    private Instant now(SimulatorOptions defaults) {
        try {
            return values.containsKey("--now") ? Instant.parse(values.get("--now")) : defaults.now();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("--now must be an instant like 2026-01-31T00:00:00Z", e);
        }
    }

    private ZoneId zone(SimulatorOptions defaults) {
        try {
            return values.containsKey("--zone") ? ZoneId.of(values.get("--zone")) : defaults.zone();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("--zone must be a zone like Europe/Berlin", e);
        }
    }
}
