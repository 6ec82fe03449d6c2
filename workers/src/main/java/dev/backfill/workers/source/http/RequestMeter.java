package dev.backfill.workers.source.http;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Counts the requests that a piece of work sends to a source, repeated ones and those without an answer included. */
public final class RequestMeter {
    private static final ScopedValue<RequestMeter> CURRENT = ScopedValue.newInstance();

    private final AtomicLong sent = new AtomicLong();

    /** Does the work, on this thread, and has recorded what it sent, be it that it fails. */
    public static <T> T counting(LongConsumer record, Supplier<T> work) {
        RequestMeter meter = new RequestMeter();
        try {
            return meter.during(work);
        } finally {
            long requests = meter.take();
            if (requests > 0) {
                record.accept(requests);
            }
        }
    }

    /** Does the work, on this thread. May be called again, and from several threads: all of it is counted. */
    public <T> T during(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    /** A request is on its way. */
    static void count() {
        if (CURRENT.isBound()) {
            CURRENT.get().sent.incrementAndGet();
        }
    }

    /** What was sent since this was last asked. */
    public long take() {
        return sent.getAndSet(0);
    }

    /** What was taken could not be recorded: it counts the next time. */
    public void putBack(long requests) {
        sent.addAndGet(requests);
    }
}
