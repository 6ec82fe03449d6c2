package dev.backfill.workers.source.notion;

import dev.backfill.store.page.Row;
import dev.backfill.store.page.Table;
import dev.backfill.store.page.Withheld;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What reading one page found besides its content: what is missing, whether that may heal, and what lies in it. */
final class PageFindings {
    /** More would say nothing more. */
    private static final int MOST = 50;

    private final List<String> missing = new ArrayList<>();
    private final List<String> mayHeal = new ArrayList<>();
    private final Map<String, String> denied = new LinkedHashMap<>();
    private final Set<Table> incomplete = new LinkedHashSet<>();
    private final Set<String> discovered = new LinkedHashSet<>();
    private final List<Row> databases = new ArrayList<>();

    /**
     * For good: Notion does not give it, and trying again would not help.
     *
     * @param part of the page, such as {@code comments}
     * @param what in words, with Notion's own
     */
    void deny(String part, String what) {
        add(missing, what);
        if (denied.size() < MOST) {
            denied.putIfAbsent(part, what);
        }
    }

    /** @param parts which of the page's parts are incomplete without it; null for none */
    void deny(String part, String what, @Nullable Table parts) {
        deny(part, what);
        leaveOpen(parts);
    }

    /** For now, and no failure: Notion says that it is still being made. */
    void await(String what) {
        add(missing, what);
    }

    /** For now: another attempt may get it. */
    void lack(String what) {
        add(missing, what);
        add(mayHeal, what);
    }

    /** @param parts which of the page's parts are incomplete without it; null for none */
    void lack(String what, @Nullable Table parts) {
        lack(what);
        leaveOpen(parts);
    }

    private void leaveOpen(@Nullable Table parts) {
        if (parts != null) {
            incomplete.add(parts);
        }
    }

    private static void add(List<String> list, String what) {
        if (list.size() < MOST) {
            list.add(what);
        }
    }

    void discover(String id) {
        discovered.add(id);
    }

    void discover(Collection<String> ids) {
        discovered.addAll(ids);
    }

    void database(Row row) {
        databases.add(row);
    }

    List<String> missing() {
        return missing;
    }

    List<String> mayHeal() {
        return mayHeal;
    }

    List<Withheld> withheld(String pageId) {
        return denied.entrySet().stream().map(each -> new Withheld(pageId, each.getKey(), each.getValue())).toList();
    }

    Set<Table> incomplete() {
        return incomplete;
    }

    /** Ids of other pages that this one leads to. */
    Set<String> discovered() {
        return discovered;
    }

    /** Rows of data sources that nothing else tells of. */
    List<Row> databases() {
        return databases;
    }
}
