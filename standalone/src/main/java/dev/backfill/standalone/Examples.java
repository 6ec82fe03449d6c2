package dev.backfill.standalone;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Statements for a first look at what is stored; shown, and not sent. */
final class Examples {
    private static final Map<String, String> BY_SOURCE = Map.of(
            "jira", """
                    select p.key, count(*), max(i.source_updated_at) as latest
                      from jira.issue i join jira.project p on p.id = i.project_id group by p.key order by 2 desc;
                    select key, status, summary from jira.issue order by source_updated_at desc limit 10;""",
            "notion", "select id, title, source_updated_at from notion.page order by source_updated_at desc limit 10;",
            "tempo", "select start_date, issue_key, author_name, seconds, description from tempo.worklog order by start_date desc limit 10;",
            "fireflies", "select started_at, title, organizer_email from fireflies.transcript order by started_at desc limit 10;");

    private Examples() {}

    /** Some lines for each of these sources. */
    static Stream<String> of(List<String> sources) {
        return sources.stream().map(source -> BY_SOURCE.getOrDefault(source, "")).flatMap(String::lines);
    }
}
