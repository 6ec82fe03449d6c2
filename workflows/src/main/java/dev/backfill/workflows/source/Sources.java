package dev.backfill.workflows.source;

import java.util.List;
import java.util.Optional;

/**
 * The registration of every source. A new source is one constant here, its place in the list, and a folder of its own in
 * {@code workers}. One that is registered ahead of its folder is known to the outside, and its starts are refused with what is missing.
 */
public final class Sources {
    private static final int LONGEST_DAYS = 3650;
    private static final int AT_ONCE = SourceDefinition.MOST_PARTITIONS_AT_ONCE;
    /** Worklogs are entered for days to come, such as holidays. */
    private static final int TEMPO_DAYS_AHEAD = 60;

    public static final SourceDefinition JIRA = new SourceDefinition(
            "jira", "Jira", 3, 2555, LONGEST_DAYS, JiraParameters.class, AT_ONCE,
            List.of("BACKFILL_JIRA_URL", "BACKFILL_JIRA_USER", "BACKFILL_JIRA_TOKEN"));
    public static final SourceDefinition NOTION = new SourceDefinition(
            "notion", "Notion", 3, 365, LONGEST_DAYS, NotionParameters.class, AT_ONCE, List.of("BACKFILL_NOTION_TOKEN"));
    public static final SourceDefinition TEMPO = new SourceDefinition(
            "tempo", "Tempo", 5, 365, LONGEST_DAYS, TempoParameters.class, AT_ONCE, TEMPO_DAYS_AHEAD, List.of("BACKFILL_TEMPO_TOKEN"));
    public static final SourceDefinition FIREFLIES = new SourceDefinition(
            "fireflies", "Fireflies", 5, 365, LONGEST_DAYS, FirefliesParameters.class, 1, List.of("BACKFILL_FIREFLIES_TOKEN"));
    public static final SourceDefinition GITHUB = new SourceDefinition(
            "github", "GitHub", 3, 730, LONGEST_DAYS, GithubParameters.class, AT_ONCE, List.of("BACKFILL_GITHUB_TOKEN"));
    public static final SourceDefinition SLACK = new SourceDefinition(
            "slack", "Slack", 3, 365, LONGEST_DAYS, SlackParameters.class, AT_ONCE, List.of("BACKFILL_SLACK_TOKEN"));

    private static final List<SourceDefinition> ALL = List.of(JIRA, NOTION, TEMPO, FIREFLIES, GITHUB, SLACK);

    private Sources() {}

    public static List<SourceDefinition> all() {
        return ALL;
    }

    /** The source of this exact id, if there is one. */
    public static Optional<SourceDefinition> find(String id) {
        return ALL.stream().filter(source -> source.id().equals(id)).findFirst();
    }
}
