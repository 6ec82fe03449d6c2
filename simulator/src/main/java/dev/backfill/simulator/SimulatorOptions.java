package dev.backfill.simulator;

import dev.backfill.simulator.fireflies.FirefliesOptions;
import dev.backfill.simulator.notion.NotionOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What a simulator is started with.
 *
 * @param port 0 takes a free one
 * @param issues how many are generated, 0 to 10,000,000
 * @param seed the same seed, sizes and {@code now} give the same data
 * @param projects live projects that share the issues; 0 takes a number that fits the size
 * @param data folder of recorded answers, served in place of generated data
 * @param email user name of the one account
 * @param token its API token
 * @param indexLag how long a change takes to show in searches
 * @param now reference time that all generated issues lie before
 * @param zone of the account
 * @param poison whether some generated issues are damaged
 * @param requestsPerSecond limit that is enforced; 0 for none
 * @param tempo what the simulated Tempo is started with
 * @param fireflies what the simulated Fireflies is started with
 * @param notion what the simulated Notion is started with
 */
public record SimulatorOptions(int port, int issues, long seed, int projects, Optional<Path> data, String email,
        String token, Duration indexLag, Instant now, ZoneId zone, boolean poison, int requestsPerSecond, TempoOptions tempo,
        FirefliesOptions fireflies, NotionOptions notion) {

    /** Largest site that can be generated. */
    static final int MOST_ISSUES = 10_000_000;

    /** Checks the bounds. */
    public SimulatorOptions {
        if (issues < 0 || issues > MOST_ISSUES) {
            throw new IllegalArgumentException("--issues must be 0 to " + MOST_ISSUES);
        }
        if (projects < 0 || projects > 100) {
            throw new IllegalArgumentException("--projects must be 0 to 100");
        }
    }

    /** Options of Jira, and the other vendors by their defaults. */
    public SimulatorOptions(int port, int issues, long seed, int projects, Optional<Path> data, String email, String token,
            Duration indexLag, Instant now, ZoneId zone, boolean poison, int requestsPerSecond) {
        this(port, issues, seed, projects, data, email, token, indexLag, now, zone, poison, requestsPerSecond,
                TempoOptions.defaults(), FirefliesOptions.defaults(), NotionOptions.defaults());
    }

    /** A thousand issues on a free port, generated up to the start of this day. */
    public static SimulatorOptions defaults() {
        return new SimulatorOptions(0, 1_000, 42, 0, Optional.empty(), "reader@example.com", "simulator-token",
                Duration.ZERO, Instant.now().truncatedTo(ChronoUnit.DAYS), ZoneId.of("Asia/Shanghai"), false, 0);
    }

    /** The same with so many generated issues. */
    public SimulatorOptions withIssues(int count) {
        return new SimulatorOptions(port, count, seed, projects, data, email, token, indexLag, now, zone, poison,
                requestsPerSecond, tempo, fireflies, notion);
    }

    /** The same with recorded data. */
    public SimulatorOptions withData(Path folder) {
        return new SimulatorOptions(port, issues, seed, projects, Optional.of(folder), email, token, indexLag, now, zone,
                poison, requestsPerSecond, tempo, fireflies, notion);
    }

    /** The same in the eyes of a user elsewhere. */
    public SimulatorOptions withZone(ZoneId other) {
        return new SimulatorOptions(port, issues, seed, projects, data, email, token, indexLag, now, other, poison,
                requestsPerSecond, tempo, fireflies, notion);
    }

    /** The same with a slow index. */
    public SimulatorOptions withIndexLag(Duration lag) {
        return new SimulatorOptions(port, issues, seed, projects, data, email, token, lag, now, zone, poison,
                requestsPerSecond, tempo, fireflies, notion);
    }

    /** The same with another reference time. */
    public SimulatorOptions withNow(Instant time) {
        return new SimulatorOptions(port, issues, seed, projects, data, email, token, indexLag, time, zone, poison,
                requestsPerSecond, tempo, fireflies, notion);
    }

    /** The same, damaged or not. */
    public SimulatorOptions withPoison(boolean damaged) {
        return new SimulatorOptions(port, issues, seed, projects, data, email, token, indexLag, now, zone, damaged,
                requestsPerSecond, tempo, fireflies, notion);
    }

    /** The same with another Notion. */
    public SimulatorOptions withNotion(NotionOptions other) {
        return new SimulatorOptions(port, issues, seed, projects, data, email, token, indexLag, now, zone, poison,
                requestsPerSecond, tempo, fireflies, other);
    }

    /** The same with another Fireflies. */
    public SimulatorOptions withFireflies(FirefliesOptions other) {
        return new SimulatorOptions(port, issues, seed, projects, data, email, token, indexLag, now, zone, poison,
                requestsPerSecond, tempo, other, notion);
    }

    /** The same with another Tempo. */
    public SimulatorOptions withTempo(TempoOptions other) {
        return new SimulatorOptions(port, issues, seed, projects, data, email, token, indexLag, now, zone, poison,
                requestsPerSecond, other, fireflies, notion);
    }

    /** The number of live projects that share the issues. */
    int liveProjects() {
        if (projects > 0) {
            return projects;
        }
        return issues <= 1_000 ? 3 : issues <= 10_000 ? 5 : issues < 500_000 ? 8 : 12;
    }
}
