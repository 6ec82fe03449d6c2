package dev.backfill.simulator.fireflies.graphql;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Links to media that end after a day, and are therefore others each second. */
final class SignedLinks {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final InstantSource clock;

    SignedLinks(InstantSource clock) {
        this.clock = clock;
    }

    String sign(String link) {
        String time = TIME.format(clock.instant());
        return link + "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=SIMULATED%2F" + time.substring(0, 8)
                + "%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=" + time + "&X-Amz-Expires=86400&X-Amz-Signature="
                + "%08x%08x".formatted((link + time).hashCode(), (time + link).hashCode()) + "&X-Amz-SignedHeaders=host";
    }
}
