package dev.backfill.simulator.fireflies.generated;

import dev.backfill.simulator.fireflies.generated.Chance.Purpose;
import dev.backfill.simulator.fireflies.meeting.Meeting;
import dev.backfill.simulator.fireflies.meeting.MeetingContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What was said, by whom: drawn anew each time it is asked for, and always the same. */
public final class GeneratedContent implements MeetingContent {

    private static final List<String> PRIVACY =
            List.of("link", "owner", "participants", "teammates_and_participants", "participating_teammates", "teammates");
    private static final int SILENT_ONE_IN = 150;
    private static final double SHORTEST = 3;

    private final Chance chance;
    private final MeetingPoison poison;
    private final Spoken spoken;
    private final List<Map<String, @Nullable Object>> users = Team.members();

    /** @param poison what is damaged */
    public GeneratedContent(long seed, MeetingPoison poison) {
        this.chance = new Chance(seed);
        this.poison = poison;
        this.spoken = new Spoken(chance, poison);
    }

    @Override
    public Facts facts(Meeting meeting) {
        SplittableRandom random = chance.of(meeting.number(), Purpose.FACTS);
        Phrases language = language(chance, meeting);
        String title = pick(language.titles(), random) + (random.nextInt(3) == 0 ? "" : " #" + meeting.number());
        boolean untitled = random.nextInt(60) == 0;
        int user = random.nextInt(25) == 0 ? -1 : random.nextInt(Team.SIZE);
        String drawn = random.nextInt(5) == 0 ? Team.anybody(random) : Team.email(Math.max(0, user));
        String organizer = random.nextInt(12) == 0 ? null : drawn;
        String host = random.nextInt(4) == 0 ? null : drawn;
        double duration = SHORTEST + random.nextDouble() * 87;
        String privacy = pick(PRIVACY, random);
        boolean silent = isSilent(chance, meeting);
        boolean video = random.nextInt(3) == 0;
        Optional<MeetingPoison.Kind> damage = poison.of(meeting);
        List<String> participants = participants(meeting, organizer);
        return new Facts(meeting.edits().title().orElse(untitled ? null : damage.map(kind -> Damage.title(kind, title)).orElse(title)),
                damage.filter(MeetingPoison.Kind.HUGE_DURATION::equals).isPresent() ? Double.valueOf(1e300)
                        : silent ? null : Double.valueOf(duration),
                meeting.edits().organizer().orElse(organizer), host,
                damage.map(kind -> Damage.list(kind, participants, "")).orElse(participants),
                attendees(meeting, participants, damage), speakers(meeting, damage), user, privacy, silent, video);
    }

    @Override
    public @Nullable Double date(Meeting meeting) {
        return Damage.date(poison.of(meeting), meeting);
    }

    @Override
    public @Nullable String dateString(Meeting meeting) {
        return Damage.dateString(poison.of(meeting), meeting);
    }

    @Override
    public @Nullable List<Map<String, @Nullable Object>> sentences(Meeting meeting) {
        return isSilent(chance, meeting) ? null : spoken.sentences(meeting);
    }

    @Override
    public Map<String, @Nullable Object> summary(Meeting meeting) {
        return Summaries.of(meeting, language(chance, meeting), isSilent(chance, meeting),
                chance.of(meeting.number(), Purpose.SUMMARY));
    }

    @Override
    public List<Map<String, @Nullable Object>> users() {
        return users;
    }

    static boolean isSilent(Chance chance, Meeting meeting) {
        return chance.of(meeting.number(), Purpose.PEOPLE).nextInt(SILENT_ONE_IN) == 0;
    }

    static Phrases language(Chance chance, Meeting meeting) {
        int drawn = chance.of(meeting.number(), Purpose.SENTENCES).nextInt(2 * Phrases.values().length);
        return drawn < Phrases.values().length ? Phrases.ENGLISH : Phrases.values()[drawn - Phrases.values().length];
    }

    static <T> T pick(List<T> values, SplittableRandom random) {
        return values.get(random.nextInt(values.size()));
    }

    private List<String> participants(Meeting meeting, @Nullable String organizer) {
        SplittableRandom random = chance.of(meeting.number(), Purpose.PEOPLE);
        List<String> participants = new ArrayList<>();
        if (organizer != null) {
            participants.add(organizer);
        }
        // With doubles now and then, as the vendor has them.
        for (int i = random.nextInt(7); i > 0; i--) {
            participants.add(Team.anybody(random));
        }
        return participants;
    }

    private @Nullable List<Map<String, @Nullable Object>> attendees(Meeting meeting, List<String> participants,
            Optional<MeetingPoison.Kind> damage) {
        if (meeting.number() % 17 == 16) {
            return null;
        }
        List<Map<String, @Nullable Object>> attendees = new ArrayList<>();
        for (String email : participants) {
            Map<String, @Nullable Object> attendee = new LinkedHashMap<>();
            attendee.put("displayName", attendees.size() % 3 == 1 ? "Guest of " + email.charAt(0) : null);
            attendee.put("email", attendees.size() % 5 == 4 ? null : email);
            attendee.put("phoneNumber", null);
            attendee.put("name", null);
            attendee.put("location", attendees.size() % 4 == 3 ? "Room 4" : null);
            attendees.add(attendee);
        }
        return damage.map(kind -> Damage.list(kind, attendees, Map.of())).orElse(attendees);
    }

    private List<Map<String, @Nullable Object>> speakers(Meeting meeting, Optional<MeetingPoison.Kind> damage) {
        List<Map<String, @Nullable Object>> speakers = new ArrayList<>();
        for (int i = 0; i < spoken.speakers(meeting); i++) {
            Map<String, @Nullable Object> speaker = new LinkedHashMap<>();
            speaker.put("id", i);
            speaker.put("name", spoken.speaker(meeting, i));
            speakers.add(speaker);
        }
        return damage.map(kind -> Damage.list(kind, speakers, Map.of())).orElse(speakers);
    }
}
