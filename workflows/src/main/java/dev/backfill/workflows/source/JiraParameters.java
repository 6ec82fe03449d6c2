package dev.backfill.workflows.source;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What narrows a Jira backfill.
 *
 * @param projects keys of the projects to pull, at most 500; none means all that the credentials see
 * @param activeOnly leave archived projects out
 */
public record JiraParameters(
        @Size(max = 500, message = "must be at most 500 projects")
                List<@Pattern(regexp = JiraParameters.PROJECT_KEY, message = "must be a Jira project key, such as ABC") String> projects,
        boolean activeOnly) {
    /** Atlassian's default grammar of project keys, with Cloud's limit of ten characters. */
    public static final String PROJECT_KEY = "[A-Z][A-Z0-9_]{1,9}";

    public JiraParameters(@Nullable List<String> projects, boolean activeOnly) {
        this.projects = projects == null ? List.of() : List.copyOf(projects);
        this.activeOnly = activeOnly;
    }
}
