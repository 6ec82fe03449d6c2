package dev.backfill.simulator.http;

/** How an answer goes over the wire. */
public sealed interface Delivery {

    /** As it should. */
    record Whole() implements Delivery {}

    /** The connection is reset (RST) and nothing is sent. */
    record Reset() implements Delivery {}

    /** The full length is announced, half the body is sent, then the connection closes. */
    record HalfBody() implements Delivery {}

    /** The body trickles. */
    record Slow(int bytesPerSecond) implements Delivery {}
}
