package dev.backfill.simulator;

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
            "--token", "--index-lag-ms", "--now", "--zone", "--requests-per-second");
    private static final String POISON = "--poison";

    private final Map<String, String> values;

    private CommandLine(Map<String, String> values) {
        this.values = values;
    }

    static SimulatorOptions read(String[] arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals(POISON)) {
                values.put(POISON, "");
            } else if (!WITH_VALUE.contains(arguments[i])) {
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
                values.containsKey(POISON), (int) number("--requests-per-second", 0, Integer.MAX_VALUE));
    }

    private long number(String name, long absent, long most) {
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
