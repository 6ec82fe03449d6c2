package dev.backfill.simulator.jira.site;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * What a site comes up with.
 *
 * @param self address of {@code /rest/api/3} in links
 * @param zone of the user whose credentials are used
 * @param myself JSON of that user
 * @param users JSON of each by account id
 * @param lastNumbers highest issue number in use, by position of the project
 * @param loaded issues that are held one by one, beside the base
 * @param loadedKeys ids by every key that those issues have or had
 * @param newContent what issues created later are made from
 * @param fields JSON array as {@code /field} answers it
 */
public record SiteContent(
        String self,
        ZoneId zone,
        byte[] myself,
        Map<String, byte[]> users,
        List<Project> projects,
        int[] lastNumbers,
        Vocabulary statuses,
        Vocabulary types,
        BaseIssues base,
        List<Issue> loaded,
        Map<String, Long> loadedKeys,
        IssueContent newContent,
        byte[] fields) {}
