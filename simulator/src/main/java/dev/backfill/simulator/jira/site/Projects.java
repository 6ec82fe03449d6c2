package dev.backfill.simulator.jira.site;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Collectors;

/** The projects of a site, which of them are hidden from the user, and their next issue numbers. */
public final class Projects {

    private final List<Project> all;
    private final Set<Integer> hidden = ConcurrentHashMap.newKeySet();
    private final AtomicInteger visibility = new AtomicInteger();
    private final AtomicIntegerArray lastNumbers;

    /**
     * @param all in the order of their positions
     * @param lastNumbers highest issue number in use, by position
     */
    public Projects(List<Project> all, int[] lastNumbers) {
        this.all = List.copyOf(all);
        this.lastNumbers = new AtomicIntegerArray(lastNumbers);
    }

    /** Every project, hidden ones too, by position. */
    public List<Project> all() {
        return all;
    }

    /** The project at a position. */
    public Project at(int position) {
        return all.get(position);
    }

    /** A project by key (any case), id or name, hidden or not. */
    public Optional<Project> find(String keyOrIdOrName) {
        return all.stream()
                .filter(project -> project.key().equalsIgnoreCase(keyOrIdOrName) || project.id().equals(keyOrIdOrName)
                        || project.name().equalsIgnoreCase(keyOrIdOrName))
                .findFirst();
    }

    /** Whether the user may see a project at all. */
    public boolean visible(Project project) {
        return !hidden.contains(project.position());
    }

    /** Positions of the projects whose issues a search finds. */
    public Set<Integer> searchable() {
        return all.stream().filter(this::visible).filter(project -> project.status() == Project.Status.LIVE)
                .map(Project::position).collect(Collectors.toUnmodifiableSet());
    }

    /** Hides a project from the user, or shows it again. */
    public void hide(Project project, boolean hide) {
        if (hide ? hidden.add(project.position()) : hidden.remove(project.position())) {
            visibility.incrementAndGet();
        }
    }

    /** Changes whenever a project is hidden or shown. */
    public int visibility() {
        return visibility.get();
    }

    /** The number of the next issue of a project. */
    public int nextNumber(int position) {
        return lastNumbers.incrementAndGet(position);
    }
}
