package dev.backfill.simulator.jira.generated;

/** What a random number of an issue is for; each below 64 and its own, so that no two depend on each other. */
final class Purpose {

    static final int PROJECT = 0;
    static final int CREATED = 1;
    static final int LAG_KIND = 2;
    static final int LAG = 3;
    static final int STATUS = 4;
    static final int TYPE = 5;
    static final int SUMMARY = 6;
    static final int ASSIGNEE = 7;
    static final int REPORTER = 8;
    static final int PRIORITY = 9;
    static final int LABELS = 10;
    static final int COMMENTS = 11;
    static final int WORKLOGS = 12;
    static final int CHANGES = 13;
    static final int BLOCK = 14;
    static final int PARENT = 15;
    static final int LINKS = 16;
    static final int SPRINT = 17;
    static final int POINTS = 18;
    static final int DUE = 19;
    static final int VERSION = 20;
    static final int COMPONENT = 21;
    static final int CUSTOM = 22;
    static final int VOTES = 23;
    static final int POISON = 24;
    static final int BULK_EDIT = 25;
    static final int ATTACHMENT = 26;
    static final int MANY = 27;

    private Purpose() {}
}
