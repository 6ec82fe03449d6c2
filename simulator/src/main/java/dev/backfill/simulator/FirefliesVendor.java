package dev.backfill.simulator;

import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.fireflies.FirefliesApi;
import dev.backfill.simulator.fireflies.FirefliesErrors;
import dev.backfill.simulator.fireflies.FirefliesOptions;
import dev.backfill.simulator.fireflies.FirefliesQuota;
import dev.backfill.simulator.fireflies.admin.FirefliesAdmin;
import dev.backfill.simulator.fireflies.admin.MeetingsInMotion;
import dev.backfill.simulator.fireflies.generated.GeneratedContent;
import dev.backfill.simulator.fireflies.generated.GeneratedMeetings;
import dev.backfill.simulator.fireflies.generated.MeetingPoison;
import dev.backfill.simulator.fireflies.graphql.GraphqlEndpoint;
import dev.backfill.simulator.fireflies.meeting.MeetingContent;
import dev.backfill.simulator.fireflies.meeting.MeetingMutations;
import dev.backfill.simulator.fireflies.meeting.Meetings;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.vendor.RequestCounts;
import dev.backfill.simulator.vendor.Vendor;
import java.time.InstantSource;

/** Meetings and what was said in them, behind one GraphQL endpoint. */
final class FirefliesVendor implements Vendor {

    private final FirefliesApi api;
    private final FirefliesAdmin admin;
    private final MeetingsInMotion motion;

    /** Meetings as the options describe them. */
    FirefliesVendor(SimulatorOptions all, InstantSource clock) {
        FirefliesOptions options = all.fireflies();
        long start = clock.millis();
        MeetingPoison poison = new MeetingPoison(all.seed(), all.poison());
        MeetingContent content = new GeneratedContent(all.seed(), poison);
        Meetings meetings = new Meetings(new GeneratedMeetings(new GeneratedMeetings.Recipe(all.seed(), options.meetings(),
                options.months(), all.now(), options.unprocessed(),
                new GeneratedMeetings.Processing(start, start + options.processing().toMillis()))), clock);
        MeetingMutations mutations = new MeetingMutations(meetings, clock);
        GraphqlEndpoint endpoint = new GraphqlEndpoint(meetings, content, clock);
        FirefliesQuota quota = new FirefliesQuota(options.quota(), clock);
        Faults faults = new Faults(clock);
        RequestCounts counts = new RequestCounts();
        motion = new MeetingsInMotion(mutations, options.processing(), all.seed(), clock);
        api = new FirefliesApi(endpoint, options.token(), quota, faults, counts, clock);
        admin = new FirefliesAdmin(new FirefliesAdmin.Site(meetings, content, mutations, motion, poison, quota, endpoint),
                faults, counts, options.processing(), clock);
    }

    @Override
    public String name() {
        return "fireflies";
    }

    @Override
    public Answer answer(HttpCall call) {
        return call.path().equals(FirefliesApi.PATH) || call.path().equals(FirefliesApi.PATH + "/") ? api.answer(call)
                : FirefliesErrors.unknownPath(call.path());
    }

    @Override
    public Answer administer(HttpCall call) {
        return admin.answer(call);
    }

    @Override
    public void close() {
        motion.close();
    }
}
