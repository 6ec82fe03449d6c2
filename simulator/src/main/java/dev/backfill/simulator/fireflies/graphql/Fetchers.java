package dev.backfill.simulator.fireflies.graphql;

import dev.backfill.simulator.fireflies.error.ErrorCode;
import dev.backfill.simulator.fireflies.error.FirefliesError;
import dev.backfill.simulator.fireflies.error.FirefliesException;
import dev.backfill.simulator.fireflies.graphql.FieldFaults.Page;
import dev.backfill.simulator.fireflies.meeting.Meeting;
import dev.backfill.simulator.fireflies.meeting.MeetingContent;
import dev.backfill.simulator.fireflies.meeting.MeetingFilter;
import dev.backfill.simulator.fireflies.meeting.Meetings;
import graphql.schema.DataFetchingEnvironment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the fields of {@code Query} and {@code Transcript} answer with. */
final class Fetchers {

    private final Meetings meetings;
    private final MeetingContent content;
    private final MeetingSearch search;
    private final TranscriptFields fields;

    Fetchers(Meetings meetings, MeetingContent content, TranscriptFields fields) {
        this.meetings = meetings;
        this.content = content;
        this.search = new MeetingSearch(content);
        this.fields = fields;
    }

    List<Meeting> transcripts(DataFetchingEnvironment environment) {
        TranscriptsArguments arguments = new TranscriptsArguments(environment.getArguments());
        MeetingFilter filter = search.filter(arguments);
        FieldFaults faults = environment.getGraphQlContext().get(FieldFaults.class);
        Page page = faults.page(arguments.skip(), arguments.limit());
        List<Meeting> found = meetings.newestFirst(filter).skip(page.skip()).limit(page.limit()).toList();
        if (faults.breaks(found.stream().map(Meeting::id).toList())) {
            throw new FirefliesException(FirefliesError.of(ErrorCode.INTERNAL_SERVER_ERROR));
        }
        return found;
    }

    Meeting transcript(DataFetchingEnvironment environment) {
        String id = environment.getArgument("id");
        if (id == null || id.isEmpty()) {
            throw new FirefliesException(FirefliesError.argument(ErrorCode.ARGS_REQUIRED, "id", "isNotEmpty",
                    "id should not be empty"));
        }
        FieldFaults faults = environment.getGraphQlContext().get(FieldFaults.class);
        if (faults.breaks(List.of(id))) {
            throw new FirefliesException(FirefliesError.of(ErrorCode.INTERNAL_SERVER_ERROR));
        }
        return meetings.find(id).orElseThrow(() -> new FirefliesException(FirefliesError.notFound("Transcript")));
    }

    Map<String, @Nullable Object> user(DataFetchingEnvironment environment) {
        String id = environment.getArgument("id");
        if (id == null || id.isEmpty()) {
            Map<String, @Nullable Object> owner = new LinkedHashMap<>(content.users().getFirst());
            meetings.newestFirst(MeetingFilter.ALL).findFirst().ifPresent(meeting -> owner.put("recent_meeting", meeting.id()));
            return owner;
        }
        return content.users().stream().filter(user -> id.equals(user.get("user_id"))).findFirst()
                .orElseThrow(() -> new FirefliesException(FirefliesError.notFound("User")));
    }

    List<Map<String, @Nullable Object>> users() {
        return content.users();
    }

    @Nullable Object field(DataFetchingEnvironment environment) {
        Meeting meeting = environment.getSource();
        String name = environment.getField().getName();
        WithheldField withheld = environment.getGraphQlContext().get(WithheldField.class);
        if (withheld != null && withheld.concerns(meeting.id(), name)) {
            throw new FirefliesException(FirefliesError.of(withheld.code()));
        }
        return fields.value(meeting, name);
    }

    static @Nullable Object member(DataFetchingEnvironment environment) {
        return environment.<Map<?, ?>>getSource().get(environment.getField().getName());
    }
}
