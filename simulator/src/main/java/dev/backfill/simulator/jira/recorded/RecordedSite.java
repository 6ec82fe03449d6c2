package dev.backfill.simulator.jira.recorded;

import dev.backfill.simulator.jira.site.BaseIssues;
import dev.backfill.simulator.jira.site.Issue;
import dev.backfill.simulator.jira.site.IssueEdits;
import dev.backfill.simulator.jira.site.IssueParts;
import dev.backfill.simulator.jira.site.JiraDate;
import dev.backfill.simulator.jira.site.PartKind;
import dev.backfill.simulator.jira.site.Project;
import dev.backfill.simulator.jira.site.SiteContent;
import dev.backfill.simulator.jira.site.Vocabulary;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A site made of recorded answers: 33 issues or some thousands, each held as it is. */
public final class RecordedSite {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

    private final Recording recording;
    private final List<Project> projects;
    private final Vocabulary statuses;
    private final Vocabulary types;
    private final IssueParts parts;
    private final JiraDate date;
    private final List<byte[]> inlineProjects;

    private RecordedSite(Recording recording, IssueParts parts, JiraDate date) {
        this.recording = recording;
        this.parts = parts;
        this.date = date;
        this.projects = recording.projects();
        this.inlineProjects = projects.stream().map(Project::inline).toList();
        this.statuses = recording.vocabulary("status");
        this.types = recording.vocabulary("issuetype");
    }

    /**
     * The site of a recording.
     *
     * @param address of {@code /rest/api/3} in the links that were not recorded
     * @param zone of the user, which dates after an edit are written in
     */
    public static SiteContent content(Recording recording, String address, String email, ZoneId zone) {
        byte[] myself = recording.myself(email, zone);
        JiraDate date = new JiraDate(zone);
        return new RecordedSite(recording, new IssueParts(address, myself, date), date).content(address, zone, myself);
    }

    private SiteContent content(String address, ZoneId zone, byte[] myself) {
        List<Issue> issues = recording.issues().stream().map(this::issue).toList();
        Map<String, Long> keys = new HashMap<>();
        int[] lastNumbers = new int[projects.size()];
        for (Issue issue : issues) {
            keys.put(projects.get(issue.project()).key() + '-' + issue.number(), issue.id());
            lastNumbers[issue.project()] = Math.max(lastNumbers[issue.project()], issue.number());
        }
        RecordedContent blank = new RecordedContent(recording.template(), Map.of(), parts, date, inlineProjects,
                false);
        return new SiteContent(address, zone, myself, recording.usersById(), projects, lastNumbers, statuses, types, BaseIssues.none(), issues,
                keys, blank, recording.fieldList());
    }

    private Issue issue(ObjectNode json) {
        JsonNode fields = json.path("fields");
        String key = json.path("key").asString();
        int project = recording.position(projects, key.substring(0, key.lastIndexOf('-')));
        long updated = instant(fields.path("updated"));
        return new Issue(Long.parseLong(json.path("id").asString()), project,
                Integer.parseInt(key.substring(key.lastIndexOf('-') + 1)), instant(fields.path("created")), updated, updated,
                position(statuses, fields.path("status")), position(types, fields.path("issuetype")), 0,
                new RecordedContent(json, lists(json), parts, date, inlineProjects, true), IssueEdits.NONE);
    }

    private static int position(Vocabulary vocabulary, JsonNode named) {
        return vocabulary.position(named.path("id").asString("")).orElse(0);
    }

    private Map<PartKind, List<JsonNode>> lists(ObjectNode json) {
        return Map.of(PartKind.COMMENT, recording.comments(json), PartKind.WORKLOG, recording.worklogs(json),
                PartKind.CHANGE, recording.changes(json));
    }

    private static long instant(JsonNode text) {
        return OffsetDateTime.parse(text.asString(), DATE).toInstant().toEpochMilli();
    }
}
