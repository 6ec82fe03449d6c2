package dev.backfill.workers.source.fireflies;

import dev.backfill.workers.source.JsonMembers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Who had to do with a meeting: names where there are names, addresses where there are none. */
final class TranscriptPeople {
    private TranscriptPeople() {}

    /** Everybody once: who spoke, who was invited, who organized it. */
    static List<String> everybody(JsonNode transcript) {
        Set<String> people = new LinkedHashSet<>(speakers(transcript));
        Set<String> named = new HashSet<>();
        for (JsonNode attendee : transcript.path("meeting_attendees")) {
            String address = JsonMembers.text(attendee, "email");
            String name = firstOf(JsonMembers.text(attendee, "displayName"), JsonMembers.text(attendee, "name"));
            if (name != null) {
                people.add(name);
                if (address != null) {
                    named.add(address.toLowerCase(Locale.ROOT));
                }
            }
        }
        for (String address : addresses(transcript)) {
            if (!named.contains(address.toLowerCase(Locale.ROOT))) {
                people.add(address);
            }
        }
        return List.copyOf(people);
    }

    /** Names of those who spoke; who is known by number alone is left out. */
    static List<String> speakers(JsonNode transcript) {
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode speaker : transcript.path("speakers")) {
            String name = firstOf(JsonMembers.text(speaker, "name"), null);
            if (name != null) {
                names.add(name);
            }
        }
        return List.copyOf(names);
    }

    private static List<String> addresses(JsonNode transcript) {
        List<@Nullable String> found = new ArrayList<>();
        transcript.path("meeting_attendees").forEach(attendee -> found.add(JsonMembers.text(attendee, "email")));
        transcript.path("participants").forEach(participant -> found.add(JsonMembers.text(participant)));
        found.add(JsonMembers.text(transcript, "organizer_email"));
        found.add(JsonMembers.text(transcript, "host_email"));
        return found.stream().filter(address -> address != null && !address.isBlank()).distinct().toList();
    }

    private static @Nullable String firstOf(@Nullable String one, @Nullable String other) {
        return one != null && !one.isBlank() ? one.strip() : other != null && !other.isBlank() ? other.strip() : null;
    }
}
