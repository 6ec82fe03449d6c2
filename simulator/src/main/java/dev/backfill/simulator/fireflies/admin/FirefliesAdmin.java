package dev.backfill.simulator.fireflies.admin;

import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.fireflies.FirefliesErrors;
import dev.backfill.simulator.fireflies.FirefliesOptions;
import dev.backfill.simulator.fireflies.FirefliesOptions.Quota;
import dev.backfill.simulator.fireflies.FirefliesQuota;
import dev.backfill.simulator.fireflies.generated.MeetingPoison;
import dev.backfill.simulator.fireflies.graphql.GraphqlEndpoint;
import dev.backfill.simulator.fireflies.meeting.Meeting;
import dev.backfill.simulator.fireflies.meeting.MeetingContent;
import dev.backfill.simulator.fireflies.meeting.MeetingMutations;
import dev.backfill.simulator.fireflies.meeting.Meetings;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.vendor.CommonAdmin;
import dev.backfill.simulator.vendor.RequestCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Routes under {@code /admin/fireflies/}: no credentials, as only this machine can reach them. */
public final class FirefliesAdmin {

    /** Where they lie. */
    public static final String ROOT = "/admin/fireflies/";

    private final Site site;
    private final CommonAdmin common;
    private final FirefliesManifest manifest;
    private final NewMeetings newMeetings;

    /** What is administered. */
    public record Site(Meetings meetings, MeetingContent content, MeetingMutations mutations, MeetingsInMotion motion,
            MeetingPoison poison, FirefliesQuota quota, GraphqlEndpoint endpoint) {}

    /** @param processing how long a meeting is processed if its creator does not say */
    public FirefliesAdmin(Site site, Faults faults, RequestCounts counts, Duration processing, InstantSource clock) {
        this.site = site;
        this.common = new CommonAdmin(ROOT, FirefliesErrors::badRequest, faults, counts);
        this.manifest = new FirefliesManifest(site.meetings(), site.content(), site.endpoint(), clock);
        this.newMeetings = new NewMeetings(processing, clock);
    }

    /** Answers a call under {@link #ROOT}; 400 names what was not understood. */
    public Answer answer(HttpCall call) {
        return common.answer(call, (body, path) -> route(call, body, path));
    }

    private Answer route(HttpCall call, ObjectNode body, String[] path) {
        return switch (call.method() + ' ' + path[0] + ' ' + path.length) {
            case "GET manifest 1" -> Answer.lines(manifest.lines(call.parameter("fields"),
                    !call.parameter("hash").orElse("").equals("false")));
            case "GET mutations 1" -> Answer.json(site.motion().report());
            case "POST mutations 1" -> CommonAdmin.done(() -> site.motion().set(rates(body)));
            case "GET poison 1" -> Answer.json(Map.of("on", site.poison().isOn()));
            case "POST poison 1" -> CommonAdmin.done(() -> site.poison().set(CommonAdmin.flag(body, "on")));
            case "GET limit 1" -> limit();
            case "POST limit 1" -> CommonAdmin.done(() -> site.quota().set(quota(body)));
            case "POST meetings 1" -> describe(site.mutations().add(newMeetings.read(body)));
            case "POST meetings 3" -> mutate(path[1], path[2], body);
            default -> common.unknown(call);
        };
    }

    private Answer mutate(String id, String verb, ObjectNode body) {
        Meeting meeting = site.meetings().find(id)
                .orElseThrow(() -> new IllegalArgumentException("unknown meeting '%s'".formatted(id)));
        return switch (verb) {
            case "edit" -> describe(site.mutations().edit(meeting.number(), new MeetingMutations.Edit(
                    Optional.ofNullable(body.get("title")).map(JsonNode::asString),
                    CommonAdmin.flag(body, "correctSentence"), CommonAdmin.flag(body, "regenerateSummary")))
                    .orElse(meeting));
            case "finish" -> describe(site.mutations().process(meeting.number(), true).orElse(meeting));
            case "reprocess" -> describe(site.mutations().process(meeting.number(), false).orElse(meeting));
            case "delete" -> CommonAdmin.done(() -> site.mutations().delete(meeting.number()));
            default -> throw new IllegalArgumentException("unknown verb '%s'".formatted(verb));
        };
    }

    private static Answer describe(Meeting meeting) {
        return Answer.json(Map.of("id", meeting.id(), "date", meeting.date(), "dateString",
                Instant.ofEpochMilli(meeting.date()).toString(), "appears", meeting.appears()));
    }

    private Answer limit() {
        Quota quota = site.quota().get();
        return Answer.json(Map.of("requestsPerDay", quota.perDay(), "requestsPerMinute", quota.perMinute(),
                "quotaSeconds", quota.day().toMillis() / 1_000.0, "status", quota.status(),
                "usedToday", site.quota().usedToday()));
    }

    /** What is absent has its default: 50 a day if a day is given, no limit a minute. */
    private static Quota quota(ObjectNode body) {
        int perDay = body.path("requestsPerDay").asInt(body.has("quotaSeconds") ? FirefliesOptions.DAILY_REQUESTS : 0);
        double seconds = body.path("quotaSeconds").asDouble(Duration.ofDays(1).toSeconds());
        return new Quota(perDay, body.path("requestsPerMinute").asInt(0), Duration.ofMillis((long) (seconds * 1_000)),
                body.path("status").asInt(429));
    }

    private static MeetingsInMotion.Rates rates(ObjectNode body) {
        return new MeetingsInMotion.Rates(CommonAdmin.number(body, "editsPerSecond"), CommonAdmin.number(body, "addsPerSecond"),
                CommonAdmin.number(body, "deletesPerSecond"));
    }
}
