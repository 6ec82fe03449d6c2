package dev.backfill.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the lines of a head as they are sent, for what the parser mends: folded lines, line ends without both characters, and a
 * length beside chunks. They are handed on one at a time, so that it is known where the body begins.
 */
final class RequestLines extends ChannelInboundHandlerAdapter {
    private static final byte LF = '\n';
    private static final byte CR = '\r';
    private static final int LONGEST_NAME_LOOKED_FOR = "transfer-encoding:".length();

    private final RequestGate gate;
    private final StringBuilder beginning = new StringBuilder();
    private boolean inHead;
    private boolean afterFirstLine;
    private boolean hasLength;
    private boolean hasChunks;
    private byte last = LF;

    RequestLines(RequestGate gate) {
        this.gate = gate;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            context.fireChannelRead(message);
            return;
        }
        try {
            while (bytes.isReadable() && !gate.hasRefused()) {
                if (gate.isInBody()) {
                    inHead = false;
                    context.fireChannelRead(bytes.readRetainedSlice(gate.ofBody(bytes.readableBytes())));
                } else {
                    readLine(context, bytes);
                }
            }
        } finally {
            bytes.release();
        }
    }

    /** Or a part of a line, if the rest has not arrived. */
    private void readLine(ChannelHandlerContext context, ByteBuf bytes) {
        if (!inHead) {
            headBegins();
            gate.headBegins(context.pipeline().context(gate));
        }
        int end = bytes.indexOf(bytes.readerIndex(), bytes.writerIndex(), LF);
        ByteBuf line = bytes.readSlice(end == -1 ? bytes.readableBytes() : end + 1 - bytes.readerIndex());
        String broken = brokenRule(line);
        if (broken == null) {
            context.fireChannelRead(line.retain());
        } else {
            gate.refuse(context.pipeline().context(gate), RequestRules.malformed(broken), null);
        }
    }

    private void headBegins() {
        inHead = true;
        afterFirstLine = false;
        hasLength = false;
        hasChunks = false;
        last = LF;
    }

    private @Nullable String brokenRule(ByteBuf line) {
        byte first = line.getByte(line.readerIndex());
        if (last == LF && afterFirstLine && (first == ' ' || first == '\t')) {
            return "A header must not be folded.";
        }
        if (last == LF) {
            beginning.setLength(0);
        }
        for (int i = line.readerIndex(); i < line.writerIndex(); i++) {
            byte current = line.getByte(i);
            if ((current == LF) != (last == CR)) {
                return "A line ends with CR LF, which are nowhere else.";
            }
            if (beginning.length() < LONGEST_NAME_LOOKED_FOR) {
                beginning.append((char) (current & 0xff));
            }
            last = current;
        }
        return last == LF ? brokenByLine() : null;
    }

    private @Nullable String brokenByLine() {
        String name = beginning.toString().toLowerCase(Locale.ROOT);
        boolean empty = name.equals("\r\n");
        afterFirstLine |= !empty;
        if (empty && afterFirstLine) {
            inHead = false;
        }
        hasLength |= name.startsWith("content-length:");
        hasChunks |= name.startsWith("transfer-encoding:");
        return hasLength && hasChunks ? "Send a body with either Content-Length, or Transfer-Encoding: chunked." : null;
    }
}
