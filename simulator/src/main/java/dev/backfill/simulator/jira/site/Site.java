package dev.backfill.simulator.jira.site;

import dev.backfill.simulator.jira.jql.Names;
import dev.backfill.simulator.json.JsonBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** One Jira site: issues by id or key as they are now, and how they are rendered. */
public final class Site implements Names {

    private final SiteContent content;
    private final Projects projects;
    private final IssueChanges changes;
    private final IssueParts parts;
    private final Map<String, Long> keys = new ConcurrentHashMap<>();

    /** @param indexLag how long a change takes to show in searches */
    public Site(SiteContent content, Duration indexLag, InstantSource clock) {
        this.content = content;
        this.projects = new Projects(content.projects(), content.lastNumbers());
        this.changes = new IssueChanges(indexLag, clock);
        this.parts = new IssueParts(content.self(), content.myself(), new JiraDate(content.zone()));
        content.loaded().forEach(changes::load);
        keys.putAll(content.loadedKeys());
    }

    /** What the site came up with. */
    public SiteContent content() {
        return content;
    }

    /** Its projects. */
    public Projects projects() {
        return projects;
    }

    /** Its changed issues. */
    public IssueChanges changes() {
        return changes;
    }

    /** The lists of its issues. */
    public IssueParts parts() {
        return parts;
    }

    /** The issue as it is now, if it exists and the user may see it. */
    public Optional<Issue> find(String idOrKey) {
        return id(idOrKey).flatMap(this::find).filter(issue -> projects.visible(projects.at(issue.project())));
    }

    /** The issue as it is now, whether the user may see it or not. */
    public Optional<Issue> find(long id) {
        Optional<IssueChanges.Version> changed = changes.latest(id);
        if (changed.isPresent()) {
            return changed.get().issue();
        }
        OptionalInt index = content.base().index(id);
        return index.isPresent() ? Optional.of(content.base().issue(index.getAsInt())) : Optional.empty();
    }

    /** The key of an issue. */
    public String key(Issue issue) {
        return projects.at(issue.project()).key() + '-' + issue.number();
    }

    /** Makes a key lead to an issue, for ever: keys of moved issues go on working. */
    void remember(String key, long id) {
        keys.put(key, id);
    }

    /** Writes an issue as {@code GET /issue/{id}} answers it. */
    public void write(Issue issue, IssueView view, JsonBuffer out) {
        if (view.fields().idOnly() && !view.changelog()) {
            out.raw("{\"id\":\"").number(issue.id()).raw("\"}");
            return;
        }
        out.raw('{');
        issue.content().head(issue, out);
        out.raw(",\"key\":");
        writeKey(issue, out);
        if (!view.fields().outsideOnly()) {
            out.raw(",\"fields\":");
            issue.content().fields(issue, view, out);
        }
        if (view.changelog()) {
            out.raw(",\"changelog\":");
            if (!issue.content().fixedChangelog(issue, out)) {
                parts.inline(PartKind.CHANGE, issue, view, out);
            }
        }
        out.raw('}');
    }

    private void writeKey(Issue issue, JsonBuffer out) {
        if (issue.content().isKeyless(issue)) {
            out.raw("null");
        } else {
            out.raw('"').raw(projects.at(issue.project()).key()).raw('-').number(issue.number()).raw('"');
        }
    }

    private Optional<Long> id(String idOrKey) {
        if (!idOrKey.isEmpty() && idOrKey.length() < 19 && idOrKey.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(Long.parseLong(idOrKey));
        }
        String key = idOrKey.toUpperCase(Locale.ROOT);
        Long remembered = keys.get(key);
        return remembered != null ? Optional.of(remembered) : baseId(key);
    }

    private Optional<Long> baseId(String key) {
        int dash = key.lastIndexOf('-');
        if (dash < 1 || !key.substring(dash + 1).matches("\\d{1,9}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(key.substring(dash + 1));
        return projects.find(key.substring(0, dash))
                .map(project -> content.base().members(project.position()))
                .filter(members -> number >= 1 && number <= members.length)
                .map(members -> content.base().id(members[number - 1]));
    }

    @Override
    public OptionalInt project(String keyOrIdOrName) {
        return projects.find(keyOrIdOrName)
                .filter(project -> projects.visible(project) && project.status() == Project.Status.LIVE)
                .map(project -> OptionalInt.of(project.position())).orElse(OptionalInt.empty());
    }

    @Override
    public OptionalInt status(String nameOrId) {
        return content.statuses().position(nameOrId);
    }

    @Override
    public OptionalInt type(String nameOrId) {
        return content.types().position(nameOrId);
    }

    @Override
    public Optional<Long> issue(String idOrKey) {
        return find(idOrKey).map(Issue::id);
    }
}
