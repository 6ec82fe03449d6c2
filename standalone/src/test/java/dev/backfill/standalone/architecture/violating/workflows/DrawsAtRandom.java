package dev.backfill.standalone.architecture.violating.workflows;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

public final class DrawsAtRandom {
    UUID id() {
        return UUID.randomUUID();
    }

    double share() {
        return Math.random();
    }

    int number() {
        return new Random().nextInt();
    }

    int numberOfThread() {
        return ThreadLocalRandom.current().nextInt();
    }

    int numberOfGenerator(RandomGenerator random) {
        return random.nextInt();
    }

    void order(List<String> partitions) {
        Collections.shuffle(partitions);
    }
}
