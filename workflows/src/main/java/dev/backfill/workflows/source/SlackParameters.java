package dev.backfill.workflows.source;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What narrows a Slack backfill.
 *
 * @param channels ids or names of channels, at most 500; none means all that the credentials see
 */
public record SlackParameters(
        @Size(max = 500, message = "must be at most 500 channels")
                List<
                                @Pattern(
                                        regexp = SlackParameters.CHANNEL,
                                        message = "must be the id of a channel, such as C012AB3CD, or its name without #, such as general")
                                String>
                        channels) {
    /**
     * Ids begin with C, or with G or D for private groups and direct messages. Names have up to 80 lower-case letters, digits, hyphens
     * and underscores, not only the last two; a channel whose name has letters of another alphabet is named by its id.
     */
    public static final String CHANNEL = "[CGD][A-Z0-9]{8,20}|(?=[_-]*[a-z0-9])[a-z0-9_-]{1,80}";

    public SlackParameters(@Nullable List<String> channels) {
        this.channels = channels == null ? List.of() : List.copyOf(channels);
    }
}
