package dev.backfill.standalone.hostile;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * A row of the table.
 *
 * @param number of the attack in the list that the product is judged by; several rows may try the same
 * @param name what is hostile about it
 * @param port where it is sent to
 */
public record HostileRequest(int number, String name, Port port, Message message, Delivery delivery, Expected expected) {
    /** OUTSIDE is the port of management, at an address of the machine that is not its loopback. */
    public enum Port {
        PUBLIC,
        MANAGEMENT,
        OUTSIDE
    }

    static HostileRequest row(int number, String name, Message message, Expected expected) {
        return new HostileRequest(number, name, Port.PUBLIC, message, Delivery.whole(), expected);
    }

    static HostileRequest row(int number, String name, Message message, Delivery delivery, Expected expected) {
        return new HostileRequest(number, name, Port.PUBLIC, message, delivery, expected);
    }

    /** All answers, once each connection was closed. */
    public List<Answer> sendTo(InetSocketAddress gateway) throws Exception {
        return delivery.send(gateway, message);
    }

    HostileRequest at(Port other) {
        return new HostileRequest(number, name, other, message, delivery, expected);
    }

    @Override
    public String toString() {
        return number + " " + name + ": " + expected;
    }
}
