package dev.backfill.simulator.fireflies.meeting;

import dev.backfill.simulator.fireflies.meeting.Meeting.MeetingEdits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What happens to meetings: they appear late, are processed, edited and deleted. No field tells when. */
public final class MeetingMutations {

    private final Meetings meetings;
    private final InstantSource clock;
    private final AtomicLong nextNumber;

    /** @param clock gives the time at which a meeting appears */
    public MeetingMutations(Meetings meetings, InstantSource clock) {
        this.meetings = meetings;
        this.clock = clock;
        this.nextNumber = new AtomicLong(meetings.firstFreeNumber());
    }

    /**
     * A meeting to add.
     *
     * @param date its start, in epoch milliseconds
     * @param appearsIn from now
     * @param processing absent when it ends only on demand
     */
    public record NewMeeting(long date, Duration appearsIn, Optional<Duration> processing, MeetingEdits facts) {}

    /**
     * An edit; what is absent or false stays.
     *
     * @param correctSentence somebody corrects one sentence more
     * @param regenerateSummary the summary is made anew
     */
    public record Edit(Optional<String> title, boolean correctSentence, boolean regenerateSummary) {}

    /** Adds a meeting. */
    public synchronized Meeting add(NewMeeting wanted) {
        long appears = clock.millis() + wanted.appearsIn().toMillis();
        long ready = wanted.processing().map(time -> appears + time.toMillis()).orElse(Meeting.NEVER);
        Meeting meeting = new Meeting(nextNumber.getAndIncrement(), wanted.date(), appears, ready, wanted.facts());
        meetings.put(meeting);
        return meeting;
    }

    /** Edits a meeting; nothing when there is none. */
    public synchronized Optional<Meeting> edit(long number, Edit edit) {
        return meetings.known(number).map(meeting -> {
            MeetingEdits before = meeting.edits();
            MeetingEdits after = new MeetingEdits(edit.title().or(before::title), before.organizer(), before.sentences(),
                    before.corrections() + (edit.correctSentence() ? 1 : 0),
                    before.summaryVersion() + (edit.regenerateSummary() ? 1 : 0));
            return put(meeting.edited(after));
        });
    }

    /** Ends the processing of a meeting, or begins it anew when {@code finished} is false; nothing when there is none. */
    public synchronized Optional<Meeting> process(long number, boolean finished) {
        return meetings.known(number)
                .map(meeting -> put(meeting.readyAt(finished ? clock.millis() : Meeting.NEVER)));
    }

    /** Deletes a meeting; false when there is none. */
    public synchronized boolean delete(long number) {
        Optional<Meeting> meeting = meetings.known(number);
        meeting.ifPresent(meetings::delete);
        return meeting.isPresent();
    }

    /** A meeting picked by a number from 0 to 1; nothing when it was deleted or there are none. */
    public Optional<Meeting> pick(double fraction) {
        return meetings.any((int) (fraction * meetings.everySize())).flatMap(meeting -> meetings.known(meeting.number()));
    }

    private Meeting put(Meeting meeting) {
        meetings.put(meeting);
        return meeting;
    }
}
