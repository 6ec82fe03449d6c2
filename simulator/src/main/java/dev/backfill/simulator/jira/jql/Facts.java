package dev.backfill.simulator.jira.jql;

/** What queries ask of an issue. */
public interface Facts {

    /** The number that never changes. */
    long id();

    /** Position of its project in the list of projects. */
    int project();

    /** What follows the project's key and a dash in the key. */
    int number();

    /** Epoch milliseconds. */
    long created();

    /** Epoch milliseconds. */
    long updated();

    /** Position in the site's statuses. */
    int status();

    /** Position in the site's issue types. */
    int type();
}
