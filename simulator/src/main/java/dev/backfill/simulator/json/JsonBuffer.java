package dev.backfill.simulator.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON as UTF-8 bytes, appended to one growing array. It checks no structure: the writer knows what it writes.
 * Made for rendering tens of thousands of issues a second; not safe for several threads.
 */
public final class JsonBuffer {

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int size;

    /** @param capacity bytes to hold before the first growth */
    public JsonBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    /** Appends a fragment that is valid JSON text already. */
    public JsonBuffer raw(byte[] fragment) {
        reserve(fragment.length);
        System.arraycopy(fragment, 0, bytes, size, fragment.length);
        size += fragment.length;
        return this;
    }

    /** Appends ASCII text as it is. */
    public JsonBuffer raw(String ascii) {
        int length = ascii.length();
        reserve(length);
        for (int i = 0; i < length; i++) {
            bytes[size + i] = (byte) ascii.charAt(i);
        }
        size += length;
        return this;
    }

    /** Appends one ASCII character as it is. */
    public JsonBuffer raw(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    /** Appends the decimal digits of a number. */
    public JsonBuffer number(long value) {
        if (value < 0) {
            return raw(Long.toString(value));
        }
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits(value, digits);
    }

    /** Appends the last {@code width} digits of a number, with leading zeros. */
    public JsonBuffer digits(long value, int width) {
        reserve(width);
        long rest = value;
        for (int i = size + width - 1; i >= size; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += width;
        return this;
    }

    /** Appends {@code "name":} for a name of plain ASCII. */
    public JsonBuffer name(String ascii) {
        return raw('"').raw(ascii).raw("\":");
    }

    /** Appends a quoted string, escaped no more than JSON asks for. */
    public JsonBuffer string(String text) {
        return raw('"').escaped(text).raw('"');
    }

    /** Appends the inside of a string. A lone surrogate becomes a question mark, as UTF-8 cannot carry it. */
    public JsonBuffer escaped(String text) {
        int plain = 0;
        while (plain < text.length() && isPlain(text.charAt(plain))) {
            plain++;
        }
        if (plain == text.length()) {
            return raw(text);
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> escape((char) c, escaped));
        return raw(escaped.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 127 && c != '"' && c != '\\';
    }

    private static void escape(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            default -> {
                if (c < ' ') {
                    out.append("\\u00").append((char) HEX[c >> 4]).append((char) HEX[c & 15]);
                } else {
                    out.append(c);
                }
            }
        }
    }

    /** Takes back the last byte; used to drop a comma that nothing followed. */
    public JsonBuffer dropLast() {
        size--;
        return this;
    }

    /** How many bytes are written. */
    public int size() {
        return size;
    }

    /** The last byte written. */
    public char last() {
        return (char) bytes[size - 1];
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    /** What was written, as text. */
    @Override
    public String toString() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
