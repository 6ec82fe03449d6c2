package dev.backfill.workers.source.tempo;

import dev.backfill.store.lookup.NameLookup;
import dev.backfill.store.lookup.NamingColumns;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workflows.failure.FailureType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys of issues and names of authors: from the stored tables of Jira, else from Jira itself. What neither knows, or Jira does not tell
 * now, is left out; nothing here fails for it.
 */
class TempoNames {
    private static final Logger LOG = LoggerFactory.getLogger(TempoNames.class);

    private static final List<NamingColumns> KEYS = List.of(new NamingColumns("jira.issue", "id", "key"));
    /** Where Jira's records name people, the largest share of them first. */
    private static final List<NamingColumns> AUTHORS = List.of(
            new NamingColumns("jira.issue", "assignee_id", "assignee_name"),
            new NamingColumns("jira.issue", "reporter_id", "reporter_name"),
            new NamingColumns("jira.worklog", "author_id", "author_name"),
            new NamingColumns("jira.comment", "author_id", "author_name"),
            new NamingColumns("jira.project", "lead_id", "lead_name"));
    /** How long Jira is left alone after it failed. */
    private static final Duration REST = Duration.ofSeconds(30);

    private final NameLookup stored;
    private final @Nullable TempoJira jira;
    private final Clock clock;
    private final RememberedNames keys;
    private final RememberedNames authors;
    private final RememberedNames storedAuthors;
    private volatile Instant restsUntil = Instant.MIN;

    /** @param jira null where its settings are missing */
    TempoNames(NameLookup stored, @Nullable TempoJira jira, Clock clock) {
        this.stored = stored;
        this.jira = jira;
        this.clock = clock;
        this.keys = new RememberedNames(clock);
        this.authors = new RememberedNames(clock);
        this.storedAuthors = new RememberedNames(clock);
    }

    boolean asksJira() {
        return jira != null;
    }

    /** Keys by the id of the issue. Those that are stored are read anew each time: an issue may move to another project. */
    Map<String, String> keys(Collection<String> issueIds) {
        Map<String, String> found = storedKeys(issueIds);
        Set<String> open = without(issueIds, found);
        found.putAll(asked(open, keys, TempoJira.MOST_ISSUES, jira == null ? null : jira::keys));
        return found;
    }

    /** Only those that are stored, each read by its primary key. */
    Map<String, String> storedKeys(Collection<String> issueIds) {
        return new HashMap<>(stored.find(KEYS, issueIds));
    }

    /** Display names by account id. */
    Map<String, String> authors(Collection<String> accountIds) {
        Set<String> unread = new HashSet<>(accountIds);
        Map<String, String> found = storedAuthors.take(unread);
        // Not read again where Jira has named them lately: reading may take a scan.
        unread.removeAll(authors.take(new HashSet<>(unread)).keySet());
        Map<String, String> read = stored.find(AUTHORS, unread);
        storedAuthors.remember(unread, read);
        found.putAll(read);
        found.putAll(asked(without(accountIds, found), authors, TempoJira.MOST_USERS, jira == null ? null : jira::names));
        return found;
    }

    private static Set<String> without(Collection<String> ids, Map<String, String> found) {
        Set<String> open = new HashSet<>(ids);
        open.removeAll(found.keySet());
        return open;
    }

    private Map<String, String> asked(
            Set<String> open, RememberedNames remembered, int most, @Nullable Function<List<String>, Map<String, String>> ask) {
        Map<String, String> found = remembered.take(open);
        List<String> ids = open.stream().sorted().toList();
        for (int from = 0; from < ids.size() && ask != null && clock.instant().isAfter(restsUntil); from += most) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + most));
            try {
                Map<String, String> told = ask.apply(some);
                remembered.remember(some, told);
                found.putAll(told);
            } catch (SourceException failure) {
                rest(failure);
            }
        }
        return found;
    }

    private void rest(SourceException failure) {
        if (failure.type() == FailureType.CANCELLED) {
            throw failure;
        }
        restsUntil = clock.instant().plus(failure.retryAfter().filter(wait -> wait.compareTo(REST) > 0).orElse(REST));
        LOG.warn("keys and names stay open until later: {}", failure.getMessage());
    }
}
