package dev.backfill.simulator.fireflies.admin;

import dev.backfill.simulator.fireflies.meeting.Meeting;
import dev.backfill.simulator.fireflies.meeting.MeetingMutations;
import dev.backfill.simulator.vendor.SteadyWork;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** What goes on while somebody reads: meetings of the last hours appear, others are edited and deleted, at steady rates. */
public final class MeetingsInMotion implements AutoCloseable {

    private static final int LATEST_MINUTES = 8 * 60;

    private final MeetingMutations mutations;
    private final Duration processing;
    private final InstantSource clock;
    private final SplittableRandom random;
    private final SteadyWork work = new SteadyWork("meetings-in-motion");
    private final SteadyWork.Kind<String> edits = work.add(this::edit);
    private final SteadyWork.Kind<String> adds = work.add(this::add);
    private final SteadyWork.Kind<String> deletes = work.add(this::delete);
    private Rates rates = new Rates(0, 0, 0);

    /**
     * Nothing moves until rates are set.
     *
     * @param processing of meetings that appear
     * @param seed picks the meetings
     */
    public MeetingsInMotion(MeetingMutations mutations, Duration processing, long seed, InstantSource clock) {
        this.mutations = mutations;
        this.processing = processing;
        this.clock = clock;
        this.random = new SplittableRandom(seed);
    }

    /** How many of each in a second; 0 is none. */
    record Rates(double editsPerSecond, double addsPerSecond, double deletesPerSecond) {}

    /** Rates, and the ids that were touched since the start. */
    record Report(Rates rates, List<String> edited, List<String> added, List<String> deleted) {}

    synchronized void set(Rates wanted) {
        rates = wanted;
        edits.set(wanted.editsPerSecond());
        adds.set(wanted.addsPerSecond());
        deletes.set(wanted.deletesPerSecond());
    }

    synchronized Report report() {
        return new Report(rates, edits.touched(), adds.touched(), deletes.touched());
    }

    private void add(Set<String> added) {
        long date = clock.millis() - Duration.ofMinutes(random.nextInt(LATEST_MINUTES)).toMillis();
        added.add(mutations.add(new MeetingMutations.NewMeeting(date, Duration.ZERO, Optional.of(processing),
                Meeting.MeetingEdits.NONE)).id());
    }

    private void delete(Set<String> deleted) {
        mutations.pick(random.nextDouble()).filter(meeting -> mutations.delete(meeting.number()))
                .ifPresent(meeting -> deleted.add(meeting.id()));
    }

    private void edit(Set<String> edited) {
        Optional<String> title = random.nextBoolean() ? Optional.of("Renamed " + random.nextInt(1_000)) : Optional.empty();
        boolean correct = random.nextBoolean();
        MeetingMutations.Edit edit = new MeetingMutations.Edit(title, correct, title.isEmpty() && !correct);
        mutations.pick(random.nextDouble()).flatMap(meeting -> mutations.edit(meeting.number(), edit))
                .ifPresent(meeting -> edited.add(meeting.id()));
    }

    @Override
    public void close() {
        work.close();
    }
}
