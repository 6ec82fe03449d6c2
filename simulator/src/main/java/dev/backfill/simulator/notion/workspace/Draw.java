package dev.backfill.simulator.notion.workspace;

/**
 * Random numbers that depend on nothing but the seed, an index and what they are for.
 * The mixing function is that of SplitMix64 (Steele, Lea and Flood, 2014).
 */
public record Draw(long seed) {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** 64 random bits. */
    public long bits(long index, int purpose) {
        return mix(seed + (index * 64 + purpose + 1) * GOLDEN);
    }

    /** A number from 0 up to, not including, a bound. */
    public int below(long index, int purpose, int bound) {
        return (int) (((bits(index, purpose) >>> 33) * bound) >>> 31);
    }

    /** A number from 0 up to, not including, 1. */
    public double fraction(long index, int purpose) {
        return (bits(index, purpose) >>> 11) * 0x1.0p-53;
    }

    /** Whether one case of so many applies. */
    public boolean oneIn(long index, int purpose, int cases) {
        return below(index, purpose, cases) == 0;
    }

    static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
