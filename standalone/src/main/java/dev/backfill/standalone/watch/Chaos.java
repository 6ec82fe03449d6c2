package dev.backfill.standalone.watch;

import dev.backfill.standalone.process.ManagedProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Kills parts of the system while runs are under way: each kind in turn, at random points of their progress, so that the kills are
 * spread over them however fast they are.
 */
public final class Chaos {
    /** How many kills there are to be. */
    public static final int KILLS = 10;

    private static final Duration BETWEEN = Duration.ofMillis(1500);
    /** The last is due well before the end, as the run goes on while a part is down. */
    private static final double LAST_AT = 0.7;

    /** @param fraction how far the runs were, from 0 to 1 */
    public record Kill(String name, long pid, double fraction, Instant at) {}

    private final List<List<ManagedProcess>> kinds;
    private final RandomGenerator random;
    private final Console console;
    private final List<Integer> turn = new ArrayList<>();
    private final List<Kill> kills = new ArrayList<>();
    private double next;

    /** @param kinds the processes of each kind, such as all workers; one of them is killed when it is their turn */
    public Chaos(List<List<ManagedProcess>> kinds, RandomGenerator random, Console console) {
        this.kinds = List.copyOf(kinds);
        this.random = random;
        this.console = console;
        this.next = pointOfKill(0);
    }

    /** Kills something if the runs, each of which counts the same, have come far enough since the last time. */
    public void observe(List<RunView> runs) {
        double fraction = runs.stream().mapToDouble(RunView::fraction).average().orElse(0);
        if (kills.size() >= KILLS || fraction < next || isTooSoon()) {
            return;
        }
        nextVictim().ifPresent(victim -> kill(victim, fraction));
    }

    /** The kills that happened before the last of the runs ended. */
    public List<Kill> killsDuring(List<RunView> finished) {
        return kills.stream()
                .filter(kill -> finished.stream().anyMatch(run -> run.finishedAt() == null || kill.at().isBefore(run.finishedAt())))
                .toList();
    }

    private void kill(ManagedProcess victim, double fraction) {
        Instant at = Instant.now();
        Kill kill = new Kill(victim.name(), victim.kill(), fraction, at);
        kills.add(kill);
        next = pointOfKill(kills.size());
        console.line("kill -9 %2d/%d  %-10s pid %-8d at %.0f%% of the records"
                .formatted(kills.size(), KILLS, kill.name(), kill.pid(), kill.fraction() * 100));
    }

    private double pointOfKill(int number) {
        return LAST_AT * (number + random.nextDouble(0.2, 0.9)) / KILLS;
    }

    private boolean isTooSoon() {
        return !kills.isEmpty() && kills.getLast().at().plus(BETWEEN).isAfter(Instant.now());
    }

    /** One of the kind whose turn it is; of the next kind, should it be down already. */
    private Optional<ManagedProcess> nextVictim() {
        if (turn.isEmpty()) {
            for (int kind = 0; kind < kinds.size(); kind++) {
                turn.add(kind);
            }
            Collections.shuffle(turn, Random.from(random));
        }
        for (int position = 0; position < turn.size(); position++) {
            List<ManagedProcess> running = kinds.get(turn.get(position)).stream().filter(ManagedProcess::isRunning).toList();
            if (!running.isEmpty()) {
                turn.remove(position);
                return Optional.of(running.get(random.nextInt(running.size())));
            }
        }
        return Optional.empty();
    }
}
