package dev.backfill.gateway.backfill;

import dev.backfill.gateway.request.Field;
import dev.backfill.gateway.request.FieldKind;
import dev.backfill.gateway.request.RequestReader;
import dev.backfill.gateway.request.RequestValues;
import dev.backfill.workflows.source.SourceDefinition;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a start may carry, in body or query: the period, how it is pulled, and the source's own parameters. */
@Component
class BackfillBody {
    private static final String DAYS = "days";
    private static final String FROM_DATE = "fromDate";
    private static final String TO_DATE = "toDate";
    private static final String PARALLELISM = "parallelism";
    private static final String REQUESTS_PER_SECOND = "requestsPerSecond";
    private static final int MOST_PARALLELISM = 64;
    private static final int DEFAULT_PARALLELISM = 4;
    private static final BigDecimal HIGHEST_RATE = BigDecimal.valueOf(1_000);
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
        return RequestReader.read(request, fields(source)).map(values -> understand(source, values));
    }

    List<Field> fields(SourceDefinition source) {
        LocalDate today = today();
        List<Field> fields = new ArrayList<>();
        fields.add(Field.within(DAYS, 1, source.maximumDays()));
        for (String name : List.of(FROM_DATE, TO_DATE)) {
            fields.add(Field.bounded(name, FieldKind.DAY, LocalDate.class, "from " + FIRST_DAY + " to today, " + today, day ->
                    !day.isBefore(FIRST_DAY) && !day.isAfter(today)));
        }
        fields.addAll(SourceParameters.fields(source));
        fields.add(Field.within(PARALLELISM, 1, MOST_PARALLELISM));
        fields.add(Field.bounded(
                REQUESTS_PER_SECOND,
                FieldKind.NUMBER,
                BigDecimal.class,
                "more than 0 and at most " + HIGHEST_RATE,
                rate -> rate.compareTo(HIGHEST_RATE) <= 0 && rate.doubleValue() > 0));
        return fields;
    }

    /** Fails with every violation at once. */
    StartRequest understand(SourceDefinition source, RequestValues values) {
        checkPeriod(source, values);
        Map<String, Object> own = parameters.read(source, values);
        values.requireValid();
        Long parallelism = values.get(PARALLELISM, Long.class);
        BigDecimal rate = values.get(REQUESTS_PER_SECOND, BigDecimal.class);
        return new StartRequest(
                source,
                period(source, values),
                own,
                parallelism == null ? DEFAULT_PARALLELISM : parallelism.intValue(),
                rate == null ? null : (Double) rate.doubleValue());
    }

    private void checkPeriod(SourceDefinition source, RequestValues values) {
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

    private static Period period(SourceDefinition source, RequestValues values) {
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
