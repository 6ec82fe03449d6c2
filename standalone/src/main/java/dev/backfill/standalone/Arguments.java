package dev.backfill.standalone;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
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
    @Nullable Integer issues;
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
            case "--issues" -> issues = number(option, rest, 1, 10_000_000);
            case "--seed" -> seed = (long) number(option, rest, 0, Integer.MAX_VALUE);
            case "--data" -> data = Path.of(value(option, rest)).toAbsolutePath().normalize();
            case "--jira-url" -> jiraUrl = url(option, rest);
            case "--projects" -> projects = keys(value(option, rest));
            case "--workers" -> workers = number(option, rest, 1, 64);
            case "--gateway-port" -> gatewayPort = number(option, rest, 0, 65_535);
            case "--ui-port" -> uiPort = number(option, rest, 0, 65_535);
            case "--temporal-port" -> temporalPort = number(option, rest, 0, 65_535);
            case "--database-port" -> databasePort = number(option, rest, 0, 65_535);
            default -> throw new UsageException("unknown option " + option + "; ./run --help lists all");
        }
    }

    private void check() {
        if (jiraUrl != null && (issues != null || seed != null || data != null)) {
            throw new UsageException("--jira-url is a real Jira: it goes with none of --issues, --seed and --data");
        }
        if (data != null && (issues != null || seed != null)) {
            throw new UsageException("--data serves recorded answers: it goes with neither --issues nor --seed");
        }
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
