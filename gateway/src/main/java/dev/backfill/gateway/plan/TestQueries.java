package dev.backfill.gateway.plan;

import dev.backfill.gateway.backfill.Period;
import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.request.Field;
import dev.backfill.gateway.request.RequestValues;
import dev.backfill.gateway.source.SourceAvailability;
import dev.backfill.workflows.source.SourceDefinition;
import dev.backfill.workflows.source.Sources;
import dev.backfill.workflows.testquery.FoundRecords;
import dev.backfill.workflows.testquery.TestQuery;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Tries the query of Jira. Blocks. */
@Component
class TestQueries {
    /** @param days how far back from today */
    record Asked(long days, int limit) {
        static Asked of(RequestValues values) {
            values.requireValid();
            return new Asked(
                    Objects.requireNonNullElse(values.get("days", Long.class), (long) JIRA.defaultDays()),
                    Objects.requireNonNullElse(values.get("limit", Long.class), DEFAULT_LIMIT).intValue());
        }
    }

    private static final SourceDefinition JIRA = Sources.JIRA;
    private static final Long DEFAULT_LIMIT = 100L;
    private static final int MOST = 1_000;

    static final List<Field> FIELDS = List.of(
            Field.within("days", 1, JIRA.maximumDays()).by(JIRA.defaultDays()).described("How many days the query goes back from today, in UTC."),
            Field.within("limit", 1, MOST).by(DEFAULT_LIMIT).described("How many issues are listed at most."));

    private final SourceAvailability availability;
    private final ShortWorkflows workflows;
    private final WorkflowAnswers answers;
    private final Clock clock;

    TestQueries(SourceAvailability availability, ShortWorkflows workflows, WorkflowAnswers answers, Clock clock) {
        this.availability = availability;
        this.workflows = workflows;
        this.answers = answers;
        this.clock = clock;
    }

    /** @throws ProblemException of status 409 if no worker serves Jira, or Jira refuses, 503 if there is no answer in time */
    TestQueryView find(Asked asked, String requestId) {
        availability.require(JIRA);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        TestQuery query = new TestQuery(JIRA.id(), new Period.LastDays(asked.days()).range(today), asked.limit());
        return TestQueryView.of(asked, answers.require(workflows.testQuery(query, requestId), FoundRecords.class));
    }
}
