package dev.backfill.gateway.backfill;

import dev.backfill.gateway.request.Bounds;
import dev.backfill.gateway.request.Field;
import dev.backfill.gateway.request.FieldKind;
import dev.backfill.gateway.request.RequestReader;
import dev.backfill.gateway.request.RequestValues;
import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.source.SourceDefinition;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a start may carry, in body or query: the period, how it is pulled, and the source's own parameters. */
@Component
public class BackfillBody {
    private static final String DAYS = "days";
    private static final String FROM_DATE = "fromDate";
    private static final String TO_DATE = "toDate";
    private static final String PLAN_ID = "planId";
    /** Any other names no plan. */
    private static final Bounds PLAN_IDS = new Bounds.Text(0, Integer.MAX_VALUE, Pattern.compile("plan-" + RunIds.FORM), "");
    /** Before the first of any of the sources' services; sources refuse years like 0001 in ways of their own. */
    private static final LocalDate FIRST_DAY = LocalDate.EPOCH;

    private final SourceParameters parameters;
    private final Clock clock;

    BackfillBody(SourceParameters parameters, Clock clock) {
        this.parameters = parameters;
        this.clock = clock;
    }

    /** Fails with a problem of status 400, 413 or 415. */
    Mono<StartRequest> read(SourceDefinition source, ServerHttpRequest request) {
        return RequestReader.read(request, startFields(source)).map(values -> understand(source, values));
    }

    /** The same on an old route, which knows no mode. */
    Mono<StartRequest> readAsBefore(SourceDefinition source, ServerHttpRequest request) {
        return RequestReader.read(request, startFieldsAsBefore(source)).map(values -> understand(source, values));
    }

    /** The same for a dry run, which makes a plan and cannot be given one. */
    public Mono<StartRequest> readDryRun(SourceDefinition source, ServerHttpRequest request) {
        return RequestReader.read(request, fields(source)).map(values -> understand(source, values));
    }

    /** Those of a start: those of a dry run, or a plan in place of them. */
    List<Field> startFields(SourceDefinition source) {
        List<Field> fields = new ArrayList<>(fields(source));
        fields.add(Field.within(PLAN_ID, FieldKind.TEXT, new Bounds.CheckedElsewhere(PLAN_IDS))
                .described("The plan of this source that is started as it stands. Excludes everything else, as the plan fixes it."));
        return fields;
    }

    /** Those of a start on an old route. */
    List<Field> startFieldsAsBefore(SourceDefinition source) {
        return startFields(source).stream().filter(field -> !field.equals(PullFields.MODE)).toList();
    }

    /** Those of a dry run. */
    List<Field> fields(SourceDefinition source) {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.within(DAYS, 1, source.maximumDays()).by(source.defaultDays())
                .described("How many days the period goes back from today, in UTC. Excludes fromDate and toDate."));
        fields.addAll(dates());
        fields.addAll(SourceParameters.fields(source));
        fields.add(PullFields.MODE);
        fields.add(PullFields.PARALLELISM.by(PullFields.DEFAULT_PARALLELISM));
        fields.add(PullFields.REQUESTS_PER_SECOND);
        return fields;
    }

    /** The fields of a period given by dates. */
    List<Field> dates() {
        LocalDate today = today();
        return List.of(
                Field.dayUntil(FROM_DATE, FIRST_DAY, today)
                        .described("The first day of the period. The period has at most as many days as days may say."),
                Field.dayUntil(TO_DATE, FIRST_DAY, today)
                        .described("The last day of the period; without it, today. Only with fromDate, and not before it."));
    }

    static boolean isDated(RequestValues values) {
        return values.isSent(FROM_DATE) || values.isSent(TO_DATE);
    }

    /** Fails with every violation at once. */
    StartRequest understand(SourceDefinition source, RequestValues values) {
        checkPlan(source, values);
        checkPeriod(source, values);
        Map<String, Object> own = parameters.read(source, values);
        values.requireValid();
        Integer parallelism = PullFields.parallelism(values);
        RunMode mode = PullFields.mode(values);
        return new StartRequest(
                source,
                period(source, values),
                own,
                parallelism == null ? PullFields.DEFAULT_PARALLELISM : parallelism,
                PullFields.requestsPerSecond(values),
                values.get(PLAN_ID, String.class),
                mode == null ? RunMode.FULL : mode);
    }

    /** A plan fixes everything: whoever wants something else makes another. */
    private void checkPlan(SourceDefinition source, RequestValues values) {
        List<String> others = fields(source).stream().map(Field::name).filter(values::isSent).toList();
        if (values.isSent(PLAN_ID) && !others.isEmpty()) {
            values.violated(PLAN_ID, "excludes " + String.join(", ", others) + ": the plan fixes them");
        }
    }

    void checkPeriod(SourceDefinition source, RequestValues values) {
        LocalDate from = values.get(FROM_DATE, LocalDate.class);
        LocalDate to = values.get(TO_DATE, LocalDate.class);
        if (values.isSent(DAYS) && (values.isSent(FROM_DATE) || values.isSent(TO_DATE))) {
            values.violated(DAYS, "excludes fromDate and toDate; send either");
        } else if (values.isSent(TO_DATE) && !values.isSent(FROM_DATE)) {
            values.violated(FROM_DATE, "is required with toDate");
        }
        if (from == null) {
            return;
        }
        LocalDate last = to == null ? today() : to;
        if (last.isBefore(from)) {
            values.violated(TO_DATE, "must not be before fromDate");
        } else if (ChronoUnit.DAYS.between(from, last) > source.maximumDays()) {
            values.violated(FROM_DATE, "must not be more than " + source.maximumDays() + " days before the last day of the period");
        }
    }

    static Period period(SourceDefinition source, RequestValues values) {
        @Nullable Long days = values.get(DAYS, Long.class);
        LocalDate from = values.get(FROM_DATE, LocalDate.class);
        return from == null
                ? new Period.LastDays(days == null ? source.defaultDays() : days)
                : new Period.Days(from, values.get(TO_DATE, LocalDate.class));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
