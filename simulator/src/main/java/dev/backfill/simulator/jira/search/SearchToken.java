package dev.backfill.simulator.jira.search;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What {@code nextPageToken} holds: opaque to clients, bound to one query.
 *
 * @param fingerprint of the query it belongs to
 * @param page number of the page it leads to, from 1
 * @param after sort values of the last issue before that page
 */
public record SearchToken(long fingerprint, int page, long[] after) {

    /** The token as text for a URL. */
    public String encode() {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + after.length * Long.BYTES + Integer.BYTES);
        bytes.putLong(fingerprint).putInt(page);
        for (long value : after) {
            bytes.putLong(value);
        }
        bytes.putInt(checksum(bytes));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Reads a token; nothing when it is none of ours. */
    public static Optional<SearchToken> decode(String text) {
        byte[] raw;
        try {
            raw = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int values = (raw.length - Long.BYTES - 2 * Integer.BYTES) / Long.BYTES;
        if (values < 1 || raw.length != Long.BYTES + 2 * Integer.BYTES + values * Long.BYTES) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(raw);
        long fingerprint = bytes.getLong();
        int page = bytes.getInt();
        long[] after = new long[values];
        for (int i = 0; i < values; i++) {
            after[i] = bytes.getLong();
        }
        int expected = checksum(bytes);
        return bytes.getInt() == expected ? Optional.of(new SearchToken(fingerprint, page, after)) : Optional.empty();
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.array(), 0, bytes.position());
        return (int) checksum.getValue();
    }
}
