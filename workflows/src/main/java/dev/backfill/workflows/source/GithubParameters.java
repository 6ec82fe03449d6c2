package dev.backfill.workflows.source;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What narrows a GitHub backfill.
 *
 * @param repos repositories as {@code owner/name}, at most 500; none means all that the credentials see
 */
public record GithubParameters(
        @Size(max = 500, message = "must be at most 500 repositories")
                List<
                                @Pattern(
                                        regexp = GithubParameters.REPOSITORY,
                                        message = "must be a repository as owner/name, such as octocat/hello-world")
                                String>
                        repos) {
    /**
     * An owner has up to 39 letters and digits with single hyphens between them, and where a company manages its users, an underscore
     * and the company's code at the end. A repository has up to 100 letters, digits, dots, hyphens and underscores, is not one of the
     * two names of folders, and does not end as the address of its clone does.
     */
    public static final String REPOSITORY = "(?=[^/]{1,39}/)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*(?:_[A-Za-z0-9]{3,8})?"
            + "/(?!\\.{1,2}$)(?!.*\\.[Gg][Ii][Tt]$)[A-Za-z0-9._-]{1,100}";

    public GithubParameters(@Nullable List<String> repos) {
        this.repos = repos == null ? List.of() : List.copyOf(repos);
    }
}
