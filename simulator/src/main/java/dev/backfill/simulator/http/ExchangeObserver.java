package dev.backfill.simulator.http;

/** Sees every call of a vendor's API and its answer before it is sent; found as a service, of which only tests provide any. */
public interface ExchangeObserver {

    /**
     * One call and its answer.
     *
     * @param vendor the first segment of the path
     * @param faulty whether a fault that was asked for happened to the answer
     */
    void observe(String vendor, HttpCall call, Answer answer, boolean faulty);
}
