package dev.backfill.simulator.vendor;

import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.fault.VendorErrors;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.json.Json;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What the admin routes of all vendors have in common, with those that every vendor has: its faults, and its requests counted. */
public final class CommonAdmin {

    private final String root;
    private final VendorErrors errors;
    private final Faults faults;
    private final RequestCounts counts;

    /**
     * The faults and counts of one vendor.
     *
     * @param root where its admin routes lie
     */
    public CommonAdmin(String root, VendorErrors errors, Faults faults, RequestCounts counts) {
        this.root = root;
        this.errors = errors;
        this.faults = faults;
        this.counts = counts;
    }

    /** The vendor's own routes; an {@link IllegalArgumentException} names what was not understood. */
    @FunctionalInterface
    public interface OwnRoutes {

        /** @param path below the root, by its segments */
        Answer answer(ObjectNode body, String[] path);
    }

    /** Answers a call under the root; 400 names what was not understood. */
    public Answer answer(HttpCall call, OwnRoutes own) {
        Optional<ObjectNode> body = Json.object(call.body());
        if (body.isEmpty()) {
            return errors.of(400, "the body must be a JSON object");
        }
        try {
            String path = call.path().substring(root.length());
            Optional<Answer> answer = common(call.method() + ' ' + path, body.get());
            return answer.isPresent() ? answer.get() : own.answer(body.get(), path.split("/"));
        } catch (IllegalArgumentException e) {
            return errors.of(400, String.valueOf(e.getMessage()));
        }
    }

    /** 404 for a route that the vendor has not either. */
    public Answer unknown(HttpCall call) {
        return errors.of(404, "no admin route %s %s".formatted(call.method(), call.path()));
    }

    private Optional<Answer> common(String route, ObjectNode body) {
        return Optional.ofNullable(switch (route) {
            case "GET requests" -> Answer.json(counts.snapshot());
            case "DELETE requests" -> done(counts::reset);
            case "GET faults" -> Answer.json(faults.list());
            case "POST faults" -> done(() -> faults.add(body));
            case "DELETE faults" -> done(faults::clear);
            default -> null;
        });
    }

    /** The answer to an order, once it is carried out. */
    public static Answer done(Runnable action) {
        action.run();
        return Answer.json(Map.of("ok", true));
    }

    /** A number that is not negative; 0 when absent. */
    public static double number(ObjectNode body, String name) {
        double value = body.path(name).asDouble(0);
        if (value < 0) {
            throw new IllegalArgumentException("%s must not be negative".formatted(name));
        }
        return value;
    }

    /** Whether something is wanted; false when absent. */
    public static boolean flag(ObjectNode body, String name) {
        return body.path(name).asBoolean(false);
    }
}
