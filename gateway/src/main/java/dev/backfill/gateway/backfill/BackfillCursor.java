package dev.backfill.gateway.backfill;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.security.Signature;
import dev.backfill.store.run.RunFilter.Position;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** Names a place in a list of runs so that callers can neither read nor make one: signed, and bound to the list's filters. */
@Component
class BackfillCursor {
    private static final String PURPOSE = "cursor";

    private final Signature signature;

    BackfillCursor(Signature signature) {
        this.signature = signature;
    }

    String write(Position position, BackfillFilter filter) {
        byte[] place = (position.requestedAt() + " " + position.id()).getBytes(StandardCharsets.UTF_8);
        byte[] cursor = Arrays.copyOf(sign(place, filter), Signature.BYTES + place.length);
        System.arraycopy(place, 0, cursor, Signature.BYTES, place.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /** Fails with a problem of status 400 if the cursor was not written here, or for another list. */
    Position read(String cursor, BackfillFilter filter) {
        byte[] bytes = decoded(cursor);
        if (bytes.length <= Signature.BYTES) {
            throw forged();
        }
        byte[] place = Arrays.copyOfRange(bytes, Signature.BYTES, bytes.length);
        if (!MessageDigest.isEqual(Arrays.copyOf(bytes, Signature.BYTES), sign(place, filter))) {
            throw forged();
        }
        String[] parts = new String(place, StandardCharsets.UTF_8).split(" ", 2);
        return new Position(Instant.parse(parts[0]), parts[1]);
    }

    private byte[] sign(byte[] place, BackfillFilter filter) {
        return signature.of(PURPOSE + " " + filter.source() + " " + filter.state() + " ", place);
    }

    private static byte[] decoded(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException malformed) {
            throw forged();
        }
    }

    private static ProblemException forged() {
        return new ProblemException(ProblemType.INVALID_CURSOR, "Take the cursor from the page before, and keep its filters.");
    }
}
