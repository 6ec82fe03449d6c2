package dev.backfill.simulator.jira.generated;

import java.util.Map;

/** What custom fields are called on screen, and their types. */
final class CustomNames {

    private static final Map<String, String[]> NAMES = Map.ofEntries(
            named("customfield_10000", "Development", "any"), named("customfield_10001", "Team", "team"),
            named("customfield_10014", "Epic Link", "any"), named("customfield_10016", "Story point estimate", "number"),
            named("customfield_10019", "Rank", "any"), named("customfield_10020", "Sprint", "array"),
            named("customfield_10021", "Flagged", "array"), named("customfield_10030", "Severity", "option"),
            named("customfield_10031", "Platforms", "array"), named("customfield_10032", "Reviewers", "array"),
            named("customfield_10033", "Release notes", "string"), named("customfield_10034", "First response", "datetime"),
            named("customfield_10035", "Region 地区", "option-with-child"), named("customfield_10036", "Board", "string"),
            named("customfield_10037", "Budget", "number"));

    private CustomNames() {}

    private static Map.Entry<String, String[]> named(String id, String name, String type) {
        return Map.entry(id, new String[] {name, type});
    }

    static String name(String id) {
        return NAMES.containsKey(id) ? NAMES.get(id)[0] : Character.toUpperCase(id.charAt(0)) + id.substring(1);
    }

    static String type(String id) {
        return NAMES.containsKey(id) ? NAMES.get(id)[1] : "string";
    }
}
