package dev.backfill.simulator.jira.jql;


/** A compiled clause. */
@FunctionalInterface
public interface Match {

    boolean test(Facts facts);
}
