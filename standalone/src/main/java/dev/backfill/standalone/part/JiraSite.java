package dev.backfill.standalone.part;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Jira that history is pulled from. */
public sealed interface JiraSite {
    /**
     * The simulator.
     *
     * @param issues how many it generates
     * @param projects how many projects they are spread over; 0 for a number that fits the size
     * @param seed the same seed, sizes and {@code --now} give the same data
     * @param recorded a folder of recorded JSON to serve instead of generated data, or null
     * @param moreArguments for its command line, such as {@code --now 2026-01-31T00:00:00Z}
     */
    record Simulated(int issues, int projects, long seed, @Nullable Path recorded, List<String> moreArguments) implements JiraSite {
        public Simulated {
            moreArguments = List.copyOf(moreArguments);
        }

        /** Generated data with a number of projects that fits, up to the start of this day. */
        public static Simulated generated(int issues, long seed) {
            return new Simulated(issues, 0, seed, null, List.of());
        }

        /** The recorded JSON in this folder. */
        public static Simulated recorded(Path folder) {
            return new Simulated(0, 0, 0, folder, List.of());
        }

        public Simulated with(String... arguments) {
            return new Simulated(issues, projects, seed, recorded, List.of(arguments));
        }
    }

    /**
     * A real site.
     *
     * @param url its base, such as the address of a Jira Cloud site
     * @param user the mail address that the token belongs to
     * @param token an API token; never shown
     */
    record Real(URI url, String user, String token) implements JiraSite {
        @Override
        public String toString() {
            return url.toString();
        }
    }
}
