package dev.backfill.gateway.request;

import java.util.function.Function;

/**
 * The wall that what was sent is taken apart behind. Parsers, also those of libraries, fail in more ways than they say: whatever one
 * throws becomes the refusal that the caller names, and nothing else gets out.
 */
public final class Untrusted {
    /** Takes something apart that was sent. */
    public interface Parser<T> {
        T parse() throws Exception;
    }

    private Untrusted() {}

    /** @param refusal made of what the parser threw, which may be a refusal already */
    public static <T, E extends Exception> T parse(Parser<T> parser, Function<Throwable, E> refusal) throws E {
        try {
            return parser.parse();
        } catch (Exception | StackOverflowError failure) {
            throw refusal.apply(failure);
        }
    }
}
