package dev.backfill.standalone;

import dev.backfill.standalone.part.Ports;

/** Ports on the loopback address; 0 is any free one. The simulator always gets a free one. */
public record SystemPorts(int gateway, int ui, int temporal, int database) {
    public static final SystemPorts FREE = new SystemPorts(0, 0, 0, 0);

    /**
     * The same with every 0 replaced by a free port.
     *
     * @throws dev.backfill.standalone.part.PrerequisiteException if one is taken; says by whom and which option changes it
     */
    SystemPorts resolve() {
        return new SystemPorts(
                Ports.resolve(gateway, "--gateway-port"),
                Ports.resolve(ui, "--ui-port"),
                Ports.resolve(temporal, "--temporal-port"),
                Ports.resolve(database, "--database-port"));
    }
}
