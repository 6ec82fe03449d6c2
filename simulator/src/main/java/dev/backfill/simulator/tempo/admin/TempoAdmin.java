package dev.backfill.simulator.tempo.admin;

import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.tempo.PageLimit;
import dev.backfill.simulator.tempo.RequestLimit;
import dev.backfill.simulator.tempo.TempoErrors;
import dev.backfill.simulator.tempo.worklog.JiraFacts;
import dev.backfill.simulator.tempo.worklog.Mutations;
import dev.backfill.simulator.tempo.worklog.Poison;
import dev.backfill.simulator.tempo.worklog.Worklog;
import dev.backfill.simulator.tempo.worklog.WorklogQuery;
import dev.backfill.simulator.tempo.worklog.WorklogWriter;
import dev.backfill.simulator.tempo.worklog.Worklogs;
import dev.backfill.simulator.vendor.CommonAdmin;
import dev.backfill.simulator.vendor.RequestCounts;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Routes under {@code /admin/tempo/}: no credentials, as only this machine can reach them. */
public final class TempoAdmin {

    /** Where they lie. */
    public static final String ROOT = "/admin/tempo/";

    private final Worklogs worklogs;
    private final WorklogWriter writer;
    private final Poison poison;
    private final CommonAdmin common;
    private final Limits limits;
    private final JiraFacts jira;
    private final Mutations mutations;
    private final BackgroundMutations background;

    /** The back door of one site. */
    public TempoAdmin(Worklogs worklogs, WorklogWriter writer, Poison poison, Faults faults, RequestCounts counts,
            Limits limits, JiraFacts jira, Mutations mutations, BackgroundMutations background) {
        this.worklogs = worklogs;
        this.writer = writer;
        this.poison = poison;
        this.common = new CommonAdmin(ROOT, TempoErrors::of, faults, counts);
        this.limits = limits;
        this.jira = jira;
        this.mutations = mutations;
        this.background = background;
    }

    /** The limits that can be changed. */
    public record Limits(RequestLimit requests, PageLimit page) {}

    /** Answers a call under {@link #ROOT}; 400 names what was not understood. */
    public Answer answer(HttpCall call) {
        return common.answer(call, (body, path) -> route(call, body, path));
    }

    private Answer route(HttpCall call, ObjectNode body, String[] path) {
        return switch (call.method() + ' ' + path[0] + ' ' + path.length) {
            case "GET manifest 1" -> Answer.lines(new Manifest(worklogs, writer).lines(
                    WorklogQuery.between(date(call, "from"), date(call, "to"))));
            case "GET mutations 1" -> Answer.json(background.report());
            case "POST mutations 1" -> CommonAdmin.done(() -> background.set(rates(body)));
            case "GET poison 1" -> Answer.json(Map.of("on", poison.isOn()));
            case "POST poison 1" -> CommonAdmin.done(() -> poison.set(CommonAdmin.flag(body, "on")));
            case "GET limit 1" -> limit();
            case "POST limit 1" -> CommonAdmin.done(() -> limit(body));
            case "POST worklogs 1" -> describe(mutations.create(WantedWorklog.read(body, Optional.empty()), jira));
            case "POST worklogs 3" -> mutate(path[1], path[2], body);
            case "POST projects 3" -> CommonAdmin.done(() -> worklogs.hideProject(path[1], hides(path[2])));
            case "POST authors 3" -> CommonAdmin.done(() -> worklogs.hideAuthor(path[1], hides(path[2])));
            default -> common.unknown(call);
        };
    }

    private static Optional<LocalDate> date(HttpCall call, String name) {
        try {
            return call.parameter(name).map(LocalDate::parse);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("%s must be a date".formatted(name), e);
        }
    }

    private Answer limit() {
        return Answer.json(Map.of("requestsPerSecond", limits.requests().get().requestsPerSecond(), "retryAfter",
                limits.requests().get().retryAfter(), "pageLimit", limits.page().get()));
    }

    /** What is not named stays as it is. */
    private void limit(ObjectNode body) {
        RequestLimit.Setting before = limits.requests().get();
        if (body.has("pageLimit")) {
            limits.page().set((int) CommonAdmin.number(body, "pageLimit"));
        }
        limits.requests().set(new RequestLimit.Setting(
                body.has("requestsPerSecond") ? (int) CommonAdmin.number(body, "requestsPerSecond") : before.requestsPerSecond(),
                body.path("retryAfter").asBoolean(before.retryAfter())));
    }

    private Answer mutate(String id, String verb, ObjectNode body) {
        Optional<Worklog> worklog = id.matches("\\d{1,18}") ? worklogs.find(Long.parseLong(id)) : Optional.empty();
        if (worklog.isEmpty()) {
            return TempoErrors.noWorklog(id);
        }
        return switch (verb) {
            case "edit" -> describe(mutations.edit(worklog.get().id(), WantedWorklog.read(body, worklog))
                    .orElse(worklog.get()));
            case "delete" -> CommonAdmin.done(() -> mutations.delete(worklog.get().id()));
            default -> throw new IllegalArgumentException("unknown verb '%s'".formatted(verb));
        };
    }

    private static Answer describe(Worklog worklog) {
        return Answer.json(Map.of("id", worklog.id(), "issue", worklog.issue(), "author", worklog.author(), "startDate",
                worklog.start().toLocalDate().toString(), "updated", worklog.updated().toString()));
    }

    private static boolean hides(String verb) {
        return switch (verb) {
            case "hide" -> true;
            case "show" -> false;
            default -> throw new IllegalArgumentException("unknown verb '%s'".formatted(verb));
        };
    }

    private static BackgroundMutations.Rates rates(ObjectNode body) {
        return new BackgroundMutations.Rates(CommonAdmin.number(body, "editsPerSecond"), CommonAdmin.number(body, "movesPerSecond"),
                CommonAdmin.number(body, "addsPerSecond"), CommonAdmin.number(body, "deletesPerSecond"));
    }
}
