package dev.backfill.simulator.tempo.worklog;

import java.util.Optional;
import java.util.function.Consumer;

/** Worklogs that were there before the site came up and that never change: what is edited moves to {@link Worklogs}. */
public interface BaseWorklogs {

    /** How many there are. */
    int size();

    /** The id of a worklog by its place in the order of creation. */
    long id(int place);

    /** The worklog with an id, if it is one of these. */
    Optional<Worklog> find(long id);

    /** Tells all whose local start lies in a range, first to last. */
    void forEach(long from, long to, Consumer<Row> consumer);
}
