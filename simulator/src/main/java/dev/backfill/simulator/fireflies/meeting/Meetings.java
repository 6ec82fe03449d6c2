package dev.backfill.simulator.fireflies.meeting;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The meetings as they are now: those from the start, with what was added, edited and deleted on top. */
public final class Meetings {

    /** Newest start first; of one instant, the later number first. */
    static final Comparator<Meeting> NEWEST_FIRST =
            Comparator.comparingLong(Meeting::date).thenComparingLong(Meeting::number).reversed();

    private final BaseMeetings base;
    private final InstantSource clock;
    private final Map<Long, Optional<Meeting>> changes = new ConcurrentHashMap<>();
    private final ConcurrentSkipListSet<Meeting> added = new ConcurrentSkipListSet<>(NEWEST_FIRST);

    /** @param clock decides what has appeared */
    public Meetings(BaseMeetings base, InstantSource clock) {
        this.base = base;
        this.clock = clock;
    }

    /** The meeting of an id, if it has appeared. */
    public Optional<Meeting> find(String id) {
        long number = MeetingId.number(id).orElse(-1);
        return known(number).filter(this::hasAppeared);
    }

    /** Those that a filter lets through, newest first; made while they are read. */
    public Stream<Meeting> newestFirst(MeetingFilter filter) {
        NewestFirst meetings = new NewestFirst(base, added.iterator(), firstNotBefore(filter.before()) - 1);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(meetings, Spliterator.ORDERED), false)
                .dropWhile(meeting -> meeting.date() >= filter.before())
                .takeWhile(meeting -> meeting.date() > filter.after())
                .flatMap(meeting -> known(meeting.number()).stream())
                .filter(this::hasAppeared)
                .filter(filter.others());
    }

    /** A number that none has had yet. */
    long firstFreeNumber() {
        return base.size();
    }

    /** One of those from the start and of those added, deleted ones too. */
    Optional<Meeting> any(int position) {
        return position < base.size() ? Optional.of(base.at(position)) : added.stream().skip(position - base.size()).findFirst();
    }

    /** How many {@link #any} can give. */
    int everySize() {
        return base.size() + added.size();
    }

    void put(Meeting meeting) {
        changes.put(meeting.number(), Optional.of(meeting));
        if (meeting.number() >= base.size()) {
            // Equal to the one before it: order is by what does not change.
            added.add(meeting);
        }
    }

    void delete(Meeting meeting) {
        changes.put(meeting.number(), Optional.empty());
    }

    /** Whether it has appeared or not; nothing when it was deleted. */
    Optional<Meeting> known(long number) {
        Optional<Meeting> changed = changes.get(number);
        if (changed != null) {
            return changed;
        }
        return number >= 0 && number < base.size() ? Optional.of(base.at((int) number)) : Optional.empty();
    }

    private boolean hasAppeared(Meeting meeting) {
        return meeting.appears() <= clock.millis();
    }

    private int firstNotBefore(long date) {
        int low = 0;
        int high = base.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (base.date(middle) < date) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
