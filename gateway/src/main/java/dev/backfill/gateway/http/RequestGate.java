package dev.backfill.gateway.http;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets through what is a request and arrives in time. All else is answered with a problem, or not at all, and the connection is closed. */
final class RequestGate extends ChannelDuplexHandler {
    /** Of a body that nobody reads: those who read one are content with much less. */
    private static final long MOST_BODY_BYTES = 1024 * 1024;
    private static final Duration TIME_TO_READ_THE_ANSWER = Duration.ofSeconds(1);
    private static final long CHUNKED = -1;

    private final Refusals refusals;
    private final Duration longest;
    private int unanswered;
    private boolean answering;
    private boolean inBody;
    private long bodyLeft;
    private long bodyBytes;
    private boolean headInspected;
    private boolean refused;
    private @Nullable FullHttpResponse refusal;
    private boolean firstHead = true;
    private long openedAt = System.nanoTime();
    private @Nullable ScheduledFuture<?> deadline;

    RequestGate(Refusals refusals, Duration longest) {
        this.refusals = refusals;
        this.longest = longest;
    }

    boolean isInBody() {
        return inBody;
    }

    /** How many of the bytes to come are of the body for sure, from 1 to {@code available}. */
    int ofBody(int available) {
        return bodyLeft == CHUNKED ? available : (int) Math.clamp(bodyLeft, 1, available);
    }

    boolean hasRefused() {
        return refused;
    }

    /** Who is silent from the start is not waited for longer than who begins to speak. */
    @Override
    public void channelActive(ChannelHandlerContext context) {
        openedAt = System.nanoTime();
        expect(context, context::close);
        context.fireChannelActive();
    }

    /** The first byte of a request is here: the rest of its head has to follow; of the first, all of it since the connection was opened. */
    void headBegins(ChannelHandlerContext context) {
        headInspected = true;
        Duration left = firstHead ? longest.minusNanos(System.nanoTime() - openedAt) : longest;
        firstHead = false;
        expect(context, left, () -> refuse(
                context, new ProblemException(ProblemType.REQUEST_TIMEOUT, "The request did not arrive in time."), null));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (refused) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            ProblemException violation = headInspected
                    ? RequestRules.violation(request)
                    : RequestRules.malformed("Wait for the answer before the next request, after a chunked body.");
            if (violation != null) {
                // Of a head that nobody looked at, no word is repeated.
                refuse(context, violation, headInspected && !request.decoderResult().isFailure() ? request : null);
                ReferenceCountUtil.release(message);
                return;
            }
            bodyBegins(context, request);
        }
        if (message instanceof HttpContent content && content.decoderResult().isFailure()) {
            refuseBody(context);
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpContent content && !bodyGoesOn(context, content)) {
            ReferenceCountUtil.release(message);
            return;
        }
        context.fireChannelRead(message);
    }

    private void bodyBegins(ChannelHandlerContext context, HttpRequest request) {
        unanswered++;
        headInspected = false;
        inBody = true;
        bodyBytes = 0;
        bodyLeft = HttpUtil.isTransferEncodingChunked(request) ? CHUNKED : HttpUtil.getContentLength(request, 0L);
        expect(context, () -> {
            if (unanswered > 0) {
                // Whoever reads the body answers. If nobody does, there is nothing left to say.
                context.fireExceptionCaught(ReadTimeoutException.INSTANCE);
                expect(context, context::close);
            } else {
                context.close();
            }
        });
    }

    private boolean bodyGoesOn(ChannelHandlerContext context, HttpContent content) {
        int bytes = content.content().readableBytes();
        bodyBytes += bytes;
        bodyLeft = bodyLeft == CHUNKED ? CHUNKED : bodyLeft - bytes;
        if (bodyBytes > MOST_BODY_BYTES) {
            refused = true;
            context.close();
            return false;
        }
        if (content instanceof LastHttpContent) {
            inBody = false;
            met();
        }
        return true;
    }

    /** Whoever reads the body would wait for the rest for ever; the end of the connection tells them. */
    private void refuseBody(ChannelHandlerContext context) {
        if (unanswered == 1 && !answering) {
            unanswered = 0;
            refuse(context, RequestRules.malformed("The chunks of the body are malformed."), null);
        } else {
            refused = true;
            context.close();
        }
    }

    /** Earlier requests that wait for their answers get them first, then this one is refused, then the connection ends. */
    void refuse(ChannelHandlerContext context, ProblemException problem, @Nullable HttpRequest request) {
        refused = true;
        met();
        refusal = refusals.answer(problem, request);
        if (unanswered == 0) {
            sendRefusal(context);
        }
    }

    private void sendRefusal(ChannelHandlerContext context) {
        FullHttpResponse answer = Objects.requireNonNull(refusal);
        refusal = null;
        context.writeAndFlush(answer).addListener((ChannelFutureListener) written -> linger(context));
    }

    /** Closed at once, with bytes that are still coming in, the answer could be lost on its way. */
    private static void linger(ChannelHandlerContext context) {
        if (context.channel() instanceof DuplexChannel channel && channel.isActive()) {
            channel.shutdownOutput();
            channel.config().setAutoRead(true);
            context.executor().schedule(() -> context.close(), TIME_TO_READ_THE_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            context.close();
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean informational = message instanceof HttpResponse response && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (refused && refusal == null) {
            // There is an answer already.
            ReferenceCountUtil.release(message);
            promise.setFailure(new ClosedChannelException());
            return;
        }
        answering |= message instanceof HttpResponse && !informational;
        if (message instanceof LastHttpContent && !informational && unanswered > 0) {
            unanswered--;
            answering = false;
        }
        context.write(message, promise);
        if (refusal != null && unanswered == 0) {
            sendRefusal(context);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        met();
        ReferenceCountUtil.release(refusal);
        refusal = null;
        context.fireChannelInactive();
    }

    private void expect(ChannelHandlerContext context, Runnable otherwise) {
        expect(context, longest, otherwise);
    }

    private void expect(ChannelHandlerContext context, Duration within, Runnable otherwise) {
        met();
        deadline = context.executor().schedule(otherwise, within.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void met() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
