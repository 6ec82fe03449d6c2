package dev.backfill.standalone.hostile;

import java.util.List;
import java.util.stream.Stream;

/** All that is tried, in the order in which it is sent. */
public final class HostileTable {
    private HostileTable() {}

    public static List<HostileRequest> rows(Given given) {
        return Stream.of(
                        CredentialAttacks.rows(given),
                        TransportAttacks.rows(given),
                        BodyAttacks.rows(given),
                        ValueAttacks.rows(given),
                        ClientAttacks.rows(given),
                        TraceAttacks.rows(given))
                .flatMap(List::stream)
                .toList();
    }
}
