package dev.backfill.simulator.tempo.worklog;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the user behind the token may not see: a list leaves it out without a word. */
final class Visibility {

    private final Set<String> projects = ConcurrentHashMap.newKeySet();
    private final Set<String> authors = ConcurrentHashMap.newKeySet();
    private final JiraFacts jira;

    Visibility(JiraFacts jira) {
        this.jira = jira;
    }

    void hideProject(String id, boolean hide) {
        set(projects, id, hide);
    }

    void hideAuthor(String accountId, boolean hide) {
        set(authors, accountId, hide);
    }

    private static void set(Set<String> hidden, String id, boolean hide) {
        if (hide) {
            hidden.add(id);
        } else {
            hidden.remove(id);
        }
    }

    /** Whether everything can be seen. */
    boolean isWhole() {
        return projects.isEmpty() && authors.isEmpty();
    }

    boolean shows(Worklog worklog) {
        return !authors.contains(worklog.author())
                && (projects.isEmpty() || jira.project(worklog.issue()).filter(id -> projects.contains(id.toString())).isEmpty());
    }
}
