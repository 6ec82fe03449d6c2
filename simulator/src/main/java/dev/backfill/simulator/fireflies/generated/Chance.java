package dev.backfill.simulator.fireflies.generated;

import java.util.SplittableRandom;

/** Random numbers that depend on nothing but the seed, a meeting and what they are for. */
record Chance(long seed) {

    /** What random numbers are for; each its own sequence. */
    enum Purpose { DATES, FACTS, PEOPLE, SENTENCES, SUMMARY, POISON }

    SplittableRandom of(long number, Purpose purpose) {
        long mixed = (seed * 31 + number) * 0x9E3779B97F4A7C15L + purpose.ordinal() * 0xD1B54A32D192ED03L;
        return new SplittableRandom(mixed);
    }
}
