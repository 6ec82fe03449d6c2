package dev.backfill.workers.plan;

import dev.backfill.workers.failure.FailureTranslator;
import dev.backfill.workers.pull.Heartbeats;
import dev.backfill.workers.source.Queryable;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.SourceRegistry;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.testquery.FoundRecords;
import dev.backfill.workflows.testquery.TestQuery;
import dev.backfill.workflows.testquery.TestQueryActivities;
import org.springframework.stereotype.Component;

/** Tries the query of a source that has one. Stores nothing. */
@Component
public class QueryTrial implements TestQueryActivities {
    private final SourceRegistry sources;
    private final Heartbeats heartbeats;
    private final FailureTranslator translator;

    public QueryTrial(SourceRegistry sources, Heartbeats heartbeats, FailureTranslator translator) {
        this.sources = sources;
        this.heartbeats = heartbeats;
        this.translator = translator;
    }

    @Override
    public FoundRecords testQuery(TestQuery query) {
        return translator.translating("test query of " + query.source(), () -> heartbeats.during(heartbeat -> {
            if (sources.get(query.source()) instanceof Queryable queryable) {
                return queryable.find(query.range(), query.limit());
            }
            throw SourceException.of(FailureType.CONFIGURATION, query.source() + " has no query that can be tried");
        }));
    }
}
