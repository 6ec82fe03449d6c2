package dev.backfill.simulator.tempo.worklog;

import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** What people do to worklogs: create, edit, move to another day and delete, all as of now. */
public final class Mutations {

    private final Worklogs worklogs;
    private final InstantSource clock;
    private final AtomicLong lastId;
    private final AtomicLong edits = new AtomicLong();

    /** @param clock gives {@code created} and {@code updated} */
    public Mutations(Worklogs worklogs, InstantSource clock) {
        this.worklogs = worklogs;
        this.clock = clock;
        int size = worklogs.base().size();
        this.lastId = new AtomicLong(size == 0 ? 1_000 : worklogs.base().id(size - 1));
    }

    /**
     * What a worklog is to hold; what is absent stays, or is made up for a new one.
     *
     * @param zone of the author of a new one
     */
    public record Wanted(Optional<Long> issue, Optional<String> author, Optional<ZoneId> zone, Optional<LocalDateTime> start,
            Optional<Long> seconds, Optional<Long> billable, Optional<String> description,
            Optional<Map<String, String>> attributes) {

        /** Nothing in particular. */
        public static final Wanted NOTHING = new Wanted(Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        /** A start, and nothing else in particular. */
        public static Wanted start(LocalDateTime start) {
            return new Wanted(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(start), Optional.empty(),
                    Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /** Creates one, which may be back-dated. */
    public synchronized Worklog create(Wanted wanted, JiraFacts jira) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        ZoneId zone = wanted.zone().orElse(ZoneId.of("Europe/Berlin"));
        long seconds = wanted.seconds().orElse(3_600L);
        Worklog worklog = new Worklog(lastId.incrementAndGet(),
                wanted.issue().orElseGet(() -> jira.issues() > 0 ? jira.issue(0) : 9_000_000L),
                wanted.author().orElseGet(() -> jira.accounts().isEmpty() ? "712020:new" : jira.accounts().getFirst()), zone,
                wanted.start().orElseGet(() -> LocalDateTime.ofInstant(now, zone)), seconds, wanted.billable().orElse(seconds),
                wanted.description().orElse("Logged just now 刚刚记录"), now, now, wanted.attributes().orElse(Map.of()), true);
        worklogs.put(worklog.id(), Optional.of(worklog));
        return worklog;
    }

    /** Edits one, which may move it to another month; nothing when there is none. */
    public synchronized Optional<Worklog> edit(long id, Wanted wanted) {
        return worklogs.find(id).map(before -> {
            Worklog after = new Worklog(id, wanted.issue().orElse(before.issue()), wanted.author().orElse(before.author()),
                    wanted.zone().orElse(before.zone()), wanted.start().orElse(before.start()),
                    wanted.seconds().orElse(before.seconds()), wanted.billable().orElse(before.billable()),
                    wanted.description().orElseGet(() -> wanted.equals(Wanted.NOTHING)
                            ? "Edit number " + edits.incrementAndGet() : before.description()),
                    before.created(), clock.instant().truncatedTo(ChronoUnit.SECONDS),
                    wanted.attributes().orElse(before.attributes()), before.dated());
            worklogs.put(id, Optional.of(after));
            return after;
        });
    }

    /** Deletes one without a trace; false when there is none. */
    public synchronized boolean delete(long id) {
        boolean present = worklogs.find(id).isPresent();
        if (present) {
            worklogs.put(id, Optional.empty());
        }
        return present;
    }

    /** The id of any worklog, which may be deleted already; nothing when there are none. */
    public Optional<Long> any(SplittableRandom random) {
        BaseWorklogs base = worklogs.base();
        if (base.size() > 0) {
            return Optional.of(base.id(random.nextInt(base.size())));
        }
        List<Long> added = worklogs.added();
        return added.isEmpty() ? Optional.empty() : Optional.of(added.get(random.nextInt(added.size())));
    }
}
