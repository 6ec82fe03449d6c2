package dev.backfill.workers.source.notion;

import dev.backfill.store.page.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What reading one page found besides its content: what is missing, whether that may heal, and which pages lie in it. */
final class PageFindings {
    /** More would say nothing more. */
    private static final int MOST = 50;

    private final List<String> missing = new ArrayList<>();
    private final List<String> mayHeal = new ArrayList<>();
    private final Set<Table> incomplete = new LinkedHashSet<>();
    private final Set<String> childPages = new LinkedHashSet<>();

    /** For good: Notion does not give it, and trying again would not help. */
    void deny(String what) {
        add(missing, what);
    }

    /** @param parts which of the page's parts are incomplete without it; null for none */
    void deny(String what, @Nullable Table parts) {
        deny(what);
        leaveOpen(parts);
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

    void childPage(String id) {
        childPages.add(id);
    }

    List<String> missing() {
        return missing;
    }

    List<String> mayHeal() {
        return mayHeal;
    }

    Set<Table> incomplete() {
        return incomplete;
    }

    Set<String> childPages() {
        return childPages;
    }
}
