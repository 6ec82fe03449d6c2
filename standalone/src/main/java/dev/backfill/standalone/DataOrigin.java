package dev.backfill.standalone;

import dev.backfill.standalone.part.JiraSite;
import dev.backfill.standalone.part.PrerequisiteException;
import dev.backfill.standalone.part.SimulatedSource;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What a home folder's data came from, kept beside it. A second start without options goes on with the same; anything else needs
 * {@code --fresh}, as everything stored would otherwise look deleted at its source.
 */
final class DataOrigin {
    private static final long SEED = 1;

    private final Path file;
    private final Properties remembered = new Properties();
    private Properties chosen = new Properties();

    /** Reads the file if it is there. */
    DataOrigin(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                remembered.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
    }

    /**
     * The Jira to pull from: what is asked for, completed by what is remembered.
     *
     * @throws PrerequisiteException if other data is asked for than is there, or the credentials are not in the environment
     */
    JiraSite choose(Arguments arguments, Map<String, String> environment) {
        boolean keep = !arguments.fresh && !remembered.isEmpty();
        Properties wanted = wanted(arguments, keep);
        if (keep && !wanted.entrySet().containsAll(remembered.entrySet())) {
            throw new PrerequisiteException("the data of this folder came from " + describe(remembered)
                    + ": add --fresh to replace it by " + describe(wanted) + ", or leave the option away");
        }
        chosen = wanted;
        return site(wanted, environment);
    }

    /** How many records the generated sources have, by their ids; none if Jira is real or recorded. Follows the choice. */
    Map<String, Integer> sizes() {
        return SimulatedSource.all().stream()
                .filter(source -> chosen.containsKey(source.records()))
                .collect(Collectors.toMap(SimulatedSource::id, source -> Integer.valueOf(chosen.getProperty(source.records()))));
    }

    /** Remembers what was chosen, for the next start. */
    void keep() {
        try {
            Files.createDirectories(file.getParent());
            try (Writer writer = Files.newBufferedWriter(file)) {
                chosen.store(writer, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private Properties wanted(Arguments arguments, boolean keep) {
        Properties wanted = new Properties();
        if (arguments.jiraUrl != null) {
            wanted.setProperty("url", arguments.jiraUrl.toString());
        } else if (arguments.data != null) {
            wanted.setProperty("data", arguments.data.toString());
        } else if (arguments.sizes.isEmpty() && arguments.seed == null && keep && !remembered.containsKey("issues")) {
            wanted.putAll(remembered);
        } else {
            for (SimulatedSource source : SimulatedSource.all()) {
                Integer size = arguments.sizes.get(source.id());
                wanted.setProperty(source.records(), size != null ? size.toString() : remembered(keep, source.records(), source.size()));
            }
            wanted.setProperty("seed", String.valueOf(arguments.seed != null ? arguments.seed : remembered(keep, "seed", SEED)));
            wanted.setProperty("now", remembered(keep, "now", Instant.now().truncatedTo(ChronoUnit.DAYS)));
        }
        return wanted;
    }

    private String remembered(boolean keep, String key, Object otherwise) {
        return keep ? remembered.getProperty(key, otherwise.toString()) : otherwise.toString();
    }

    private static JiraSite site(Properties wanted, Map<String, String> environment) {
        String url = wanted.getProperty("url");
        if (url != null) {
            return new JiraSite.Real(URI.create(url), credential(environment, "USER"), credential(environment, "TOKEN"));
        }
        String data = wanted.getProperty("data");
        if (data != null) {
            if (!Files.isDirectory(Path.of(data))) {
                throw new PrerequisiteException("there is no folder " + data + " to serve: mend --data");
            }
            return JiraSite.Simulated.recorded(Path.of(data));
        }
        return JiraSite.Simulated.generated(Integer.parseInt(wanted.getProperty("issues")), Long.parseLong(wanted.getProperty("seed")))
                .with("--now", wanted.getProperty("now"));
    }

    private static String credential(Map<String, String> environment, String name) {
        String value = environment.getOrDefault("JIRA_" + name, environment.getOrDefault("BACKFILL_JIRA_" + name, ""));
        if (value.isBlank()) {
            throw new PrerequisiteException("a real Jira needs JIRA_USER (mail address) and JIRA_TOKEN (API token) in the environment:"
                    + " JIRA_" + name + " is missing");
        }
        return value;
    }

    private static String describe(Properties origin) {
        if (origin.containsKey("url")) {
            return origin.getProperty("url");
        }
        return origin.containsKey("data")
                ? "the recorded folder " + origin.getProperty("data")
                : "generated data of " + sizes(origin) + ", seed " + origin.getProperty("seed");
    }

    private static String sizes(Properties origin) {
        return SimulatedSource.all().stream()
                .map(SimulatedSource::records)
                .filter(origin::containsKey)
                .map(records -> origin.getProperty(records) + " " + records)
                .collect(Collectors.joining(", "));
    }
}
