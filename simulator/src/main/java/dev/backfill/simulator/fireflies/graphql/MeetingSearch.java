package dev.backfill.simulator.fireflies.graphql;

import dev.backfill.simulator.fireflies.meeting.Meeting;
import dev.backfill.simulator.fireflies.meeting.MeetingContent;
import dev.backfill.simulator.fireflies.meeting.MeetingContent.Facts;
import dev.backfill.simulator.fireflies.meeting.MeetingFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Turns arguments into a filter. */
final class MeetingSearch {

    private static final long DAY = 86_400_000;

    private final MeetingContent content;

    MeetingSearch(MeetingContent content) {
        this.content = content;
    }

    /** The documentation says after {@code fromDate} and before {@code toDate}: neither instant itself is in it. */
    MeetingFilter filter(TranscriptsArguments arguments) {
        long after = arguments.date("fromDate").orElse(Long.MIN_VALUE);
        long before = arguments.date("toDate").orElse(Long.MAX_VALUE);
        if (arguments.decimal("date").isPresent()) {
            long date = arguments.decimal("date").get().longValue();
            after = Math.max(after, Math.floorDiv(date, DAY) * DAY - 1);
            before = Math.min(before, Math.floorDiv(date, DAY) * DAY + DAY);
        }
        List<Predicate<Facts>> conditions = people(arguments);
        arguments.text("title").ifPresent(title -> conditions.add(facts -> contains(facts.title(), title)));
        Predicate<Meeting> others = conditions.isEmpty() ? _ -> true : meeting -> {
            Facts facts = content.facts(meeting);
            return conditions.stream().allMatch(condition -> condition.test(facts));
        };
        return new MeetingFilter(after, before, arguments.text("keyword")
                .map(keyword -> others.and(keyword(keyword, arguments.text("scope").orElse("title")))).orElse(others));
    }

    private List<Predicate<Facts>> people(TranscriptsArguments arguments) {
        List<Predicate<Facts>> conditions = new ArrayList<>();
        arguments.text("host_email").ifPresent(email -> conditions.add(facts -> email.equals(facts.host())));
        arguments.text("organizer_email").ifPresent(email -> conditions.add(facts -> email.equals(facts.organizer())));
        arguments.text("participant_email").ifPresent(email -> conditions.add(facts -> facts.participants().contains(email)));
        arguments.text("user_id").ifPresent(id -> conditions.add(
                facts -> facts.user() >= 0 && id.equals(content.users().get(facts.user()).get("user_id"))));
        arguments.text("channel_id").ifPresent(_ -> conditions.add(_ -> false));
        if (arguments.isTrue("mine")) {
            conditions.add(facts -> String.valueOf(content.users().getFirst().get("email")).equals(facts.organizer()));
        }
        if (!arguments.texts("organizers").isEmpty()) {
            conditions.add(facts -> facts.organizer() != null && arguments.texts("organizers").contains(facts.organizer()));
        }
        if (!arguments.texts("participants").isEmpty()) {
            conditions.add(facts -> arguments.texts("participants").stream().anyMatch(facts.participants()::contains));
        }
        return conditions;
    }

    private Predicate<Meeting> keyword(String keyword, String scope) {
        return meeting -> !scope.equals("sentences") && contains(content.facts(meeting).title(), keyword)
                || !scope.equals("title") && wasSaid(meeting, keyword);
    }

    private boolean wasSaid(Meeting meeting, String keyword) {
        List<Map<String, @Nullable Object>> sentences = content.sentences(meeting);
        return sentences != null && sentences.stream().anyMatch(sentence -> contains((String) sentence.get("text"), keyword));
    }

    private static boolean contains(@Nullable String text, String part) {
        return text != null && text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
