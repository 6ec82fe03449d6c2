package dev.backfill.simulator.jira.site;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which fields a caller asked for, in Jira's notation: names, {@code *all}, {@code *navigable} and {@code -name}.
 *
 * @param all everything but what is excluded
 * @param navigable everything but lists and attachments
 */
public record FieldSelection(boolean all, boolean navigable, Set<String> named, Set<String> excluded) {

    private static final Set<String> NOT_NAVIGABLE = Set.of("comment", "worklog", "attachment");
    private static final Set<String> OUTSIDE = Set.of("id", "key", "self");

    /** Every field. */
    public static final FieldSelection ALL = new FieldSelection(true, false, Set.of(), Set.of());

    /**
     * @param asked as sent
     * @param absent what counts when nothing, or nothing but exclusions, was sent
     */
    public static FieldSelection of(List<String> asked, String absent) {
        Set<String> named = new HashSet<>();
        Set<String> excluded = new HashSet<>();
        for (String field : asked) {
            if (field.startsWith("-")) {
                excluded.add(field.substring(1));
            } else {
                named.add(field);
            }
        }
        if (named.isEmpty()) {
            named.add(excluded.isEmpty() ? absent : "*all");
        }
        return new FieldSelection(named.remove("*all"), named.remove("*navigable"), named, excluded);
    }

    /** The same without some fields. */
    public FieldSelection without(Set<String> fields) {
        Set<String> others = new HashSet<>(excluded);
        others.addAll(fields);
        return new FieldSelection(all, navigable, named, others);
    }

    /** Whether a field is to be written. */
    public boolean includes(String field) {
        if (!excluded.isEmpty() && excluded.contains(field)) {
            return false;
        }
        return all || navigable && !NOT_NAVIGABLE.contains(field) || named.contains(field);
    }

    /** Whether neither a field nor the key is asked for. */
    public boolean idOnly() {
        return outsideOnly() && !named.contains("key") && !named.contains("self");
    }

    /** Whether nothing inside {@code fields} is asked for. */
    public boolean outsideOnly() {
        return !all && !navigable && OUTSIDE.containsAll(named);
    }
}
