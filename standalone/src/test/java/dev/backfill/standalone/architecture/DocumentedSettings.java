package dev.backfill.standalone.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The settings in the table below a heading: the first column is the variable, the second its default. */
record DocumentedSettings(Map<String, String> settings) {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z0-9_]+)` \\| ([^|]*?) \\|");

    static DocumentedSettings under(String heading, String page) {
        int start = page.indexOf("\n" + heading + "\n");
        if (start < 0) {
            throw new IllegalArgumentException("the page has no heading '" + heading + "'");
        }
        int end = page.indexOf("\n#", start + heading.length() + 1);
        Map<String, String> settings = new TreeMap<>();
        ROW.matcher(page.substring(start, end < 0 ? page.length() : end)).results()
                .forEach(row -> settings.put(row.group(1), row.group(2)));
        return new DocumentedSettings(settings);
    }

    /** What the page and the code say differently, one line each. */
    List<String> differencesFrom(Map<String, String> code) {
        List<String> differences = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(settings.keySet());
        names.addAll(code.keySet());
        for (String name : names) {
            if (!code.containsKey(name)) {
                differences.add(name + " is on the page, but nothing reads it");
            } else if (!settings.containsKey(name)) {
                differences.add(name + " is read, but not on the page");
            } else if (!code.get(name).equals(settings.get(name))) {
                differences.add(name + " has the default " + code.get(name) + ", not " + settings.get(name));
            }
        }
        return differences;
    }
}
