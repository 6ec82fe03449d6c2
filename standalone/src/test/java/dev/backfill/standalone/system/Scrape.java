package dev.backfill.standalone.system;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a process tells Prometheus, read as strictly as Prometheus reads its text format, version 0.0.4.
 *
 * @param types of each metric, such as {@code counter}
 */
record Scrape(Map<String, String> types, List<Sample> samples) {
    private static final Pattern TYPE = Pattern.compile("# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary|untyped)");
    private static final Pattern HELP = Pattern.compile("# HELP [a-zA-Z_:][a-zA-Z0-9_:]* .*");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\[\\\\\"n])*)\",?");
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{((?:" + LABEL.pattern() + ")*)})? (-?[0-9.]+(?:E-?[0-9]+)?|NaN|[+-]Inf)");

    record Sample(String name, Map<String, String> labels, double value) {}

    static Scrape of(URI address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address).build();
        return parse(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
    }

    static Scrape parse(String text) {
        Map<String, String> types = new HashMap<>();
        List<Sample> samples = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (type.matches()) {
                if (types.put(type.group(1), type.group(2)) != null) {
                    throw new AssertionError("typed twice: " + line);
                }
            } else if (sample.matches()) {
                samples.add(sample(sample));
            } else if (!HELP.matcher(line).matches()) {
                throw new AssertionError("not of the format: " + line);
            }
        }
        return new Scrape(types, samples);
    }

    private static Sample sample(Matcher line) {
        String labels = line.group(2) == null ? "" : line.group(2);
        Map<String, String> values = LABEL.matcher(labels).results()
                .collect(Collectors.toMap((MatchResult label) -> label.group(1), label -> label.group(2)));
        String value = line.group(5);
        return new Sample(line.group(1), values, Double.parseDouble(value.replace("Inf", "Infinity")));
    }

    Set<String> names() {
        return new TreeSet<>(types.keySet());
    }

    /** The sum over all samples of this name that have this label. */
    double sum(String name, String label, String value) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name) && value.equals(sample.labels().get(label)))
                .mapToDouble(Sample::value)
                .sum();
    }
}
