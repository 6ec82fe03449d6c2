package dev.backfill.simulator.vendor;

import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;

/** One vendor: its API lies below {@code /name/}, its admin routes below {@code /admin/name/}. */
public interface Vendor extends AutoCloseable {

    /** The first segment of its paths, such as {@code jira}. */
    String name();

    /** Answers a call to its API. */
    Answer answer(HttpCall call);

    /** Answers a call to its admin routes: no credentials, as only this machine can reach them. */
    Answer administer(HttpCall call);

    /** Stops what changes by itself. */
    @Override
    void close();
}
