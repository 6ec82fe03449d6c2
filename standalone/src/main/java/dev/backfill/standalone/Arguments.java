package dev.backfill.standalone;

import dev.backfill.standalone.part.SimulatedSource;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The command line. What was not given is null, or empty, or the default that {@code help.txt} tells. */
final class Arguments {
    boolean help;
    boolean once;
    boolean chaos;
    boolean fresh;
    boolean json;
    @Nullable Integer days;
    /** How many records each source is to have, by its id. */
    final Map<String, Integer> sizes = new LinkedHashMap<>();
    /** What is to be pulled; empty for all. */
    List<String> sources = List.of();
    @Nullable Long seed;
    @Nullable Path data;
    @Nullable URI jiraUrl;
    List<String> projects = List.of();
    int workers = 2;
    int gatewayPort = 8080;
    int uiPort = 8233;
    int temporalPort = 7233;
    int databasePort = 15432;

    private Arguments() {}

    /** @throws UsageException if an option is unknown, lacks its value, has a bad one, or contradicts another */
    static Arguments parse(String... words) {
        Arguments arguments = new Arguments();
        Queue<String> queue = new ArrayDeque<>(List.of(words));
        while (!queue.isEmpty()) {
            String word = queue.remove();
            int equals = word.indexOf('=');
            if (word.startsWith("--") && equals > 0) {
                String option = word.substring(0, equals);
                Queue<String> value = new ArrayDeque<>(List.of(word.substring(equals + 1)));
                arguments.set(option, value);
                if (!value.isEmpty()) {
                    throw new UsageException(option + " takes no value");
                }
            } else {
                arguments.set(word, queue);
            }
        }
        arguments.check();
        return arguments;
    }

    SystemPorts ports() {
        return new SystemPorts(gatewayPort, uiPort, temporalPort, databasePort);
    }

    private void set(String option, Queue<String> rest) {
        switch (option) {
            case "--help", "-h" -> help = true;
            case "--once" -> once = true;
            case "--chaos" -> chaos = true;
            case "--fresh" -> fresh = true;
            case "--json" -> json = true;
            case "--days" -> days = number(option, rest, 1, 100_000);
            case "--source" -> sources = Stream.concat(sources.stream(), sources(option, rest)).distinct().toList();
            case "--seed" -> seed = (long) number(option, rest, 0, Integer.MAX_VALUE);
            case "--data" -> data = Path.of(value(option, rest)).toAbsolutePath().normalize();
            case "--jira-url" -> jiraUrl = url(option, rest);
            case "--projects" -> projects = keys(value(option, rest));
            case "--workers" -> workers = number(option, rest, 1, 64);
            case "--gateway-port" -> gatewayPort = number(option, rest, 0, 65_535);
            case "--ui-port" -> uiPort = number(option, rest, 0, 65_535);
            case "--temporal-port" -> temporalPort = number(option, rest, 0, 65_535);
            case "--database-port" -> databasePort = number(option, rest, 0, 65_535);
            default -> size(option, rest);
        }
    }

    private void size(String option, Queue<String> rest) {
        SimulatedSource source = SimulatedSource.all().stream()
                .filter(each -> option.equals("--" + each.records()))
                .findFirst()
                .orElseThrow(() -> new UsageException("unknown option " + option + "; ./run --help lists all"));
        sizes.put(source.id(), number(option, rest, 1, source.most()));
    }

    private static Stream<String> sources(String option, Queue<String> rest) {
        List<String> known = SimulatedSource.all().stream().map(SimulatedSource::id).toList();
        List<String> given = keys(value(option, rest));
        String unknown = given.stream().filter(id -> !known.contains(id)).findFirst().orElse(given.isEmpty() ? "nothing" : null);
        if (unknown != null) {
            throw new UsageException(option + " needs any of " + String.join(", ", known) + ", not " + unknown);
        }
        return given.stream();
    }

    private void check() {
        boolean generated = !sizes.isEmpty() || seed != null;
        if (jiraUrl != null && (generated || data != null)) {
            throw new UsageException("--jira-url is a real Jira: it goes with none of " + sizeOptions() + ", --seed and --data");
        }
        if (data != null && generated) {
            throw new UsageException("--data serves recorded answers: it goes with none of " + sizeOptions() + " and --seed");
        }
        if ((jiraUrl != null || data != null) && !List.of("jira").containsAll(sources)) {
            throw new UsageException("--jira-url and --data pull Jira alone: no other --source goes with them");
        }
        if (!projects.isEmpty() && !sources.isEmpty() && !sources.contains("jira")) {
            throw new UsageException("--projects narrows Jira: it needs jira among --source");
        }
    }

    private static String sizeOptions() {
        return SimulatedSource.all().stream().map(source -> "--" + source.records()).collect(Collectors.joining(", "));
    }

    private static List<String> keys(String list) {
        return Stream.of(list.split(",")).map(String::trim).filter(key -> !key.isEmpty()).toList();
    }

    private static String value(String option, Queue<String> rest) {
        String value = rest.poll();
        if (value == null || value.isBlank() || value.startsWith("--")) {
            throw new UsageException(option + " needs a value; ./run --help shows examples");
        }
        return value;
    }

    private static int number(String option, Queue<String> rest, int least, int most) {
        String value = value(option, rest);
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The same line as for a number out of range.
        }
        throw new UsageException(option + " needs a whole number from " + least + " to " + most + ", not " + value);
    }

    private static URI url(String option, Queue<String> rest) {
        String value = value(option, rest);
        try {
            URI url = URI.create(value.replaceAll("/+$", ""));
            if (url.getHost() != null && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // The same line as for an address of another kind.
        }
        throw new UsageException(option + " needs an address such as https://example.atlassian.net, not " + value);
    }
}
