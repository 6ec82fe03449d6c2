package dev.backfill.gateway.paging;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.request.Untrusted;
import dev.backfill.gateway.security.SignedText;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Cuts lists that are ordered by a number into pages. Cursors are signed and bound to their list. */
@Component
public class Pages {
    private static final String PURPOSE = "page of ";

    private final SignedText texts;

    Pages(SignedText texts) {
        this.texts = texts;
    }

    /** Reads entries below a number, or the first ones: as many as asked for. */
    public interface Read<T> {
        List<T> list(@Nullable Long before, int limit);
    }

    /**
     * @param path of the list
     * @param ordinal the number that the list is ordered by, descending
     * @throws ProblemException of status 400 if the cursor is not one of this list
     */
    public <T> Page<T> read(String path, PageFields fields, Read<T> read, ToLongFunction<T> ordinal) {
        Long before = fields.cursor() == null ? null : position(path, fields.cursor());
        return Page.of(read.list(before, fields.limit() + 1), fields.limit(), last -> path + "?limit=" + fields.limit() + "&cursor="
                + texts.write(Long.toString(ordinal.applyAsLong(last)), PURPOSE + path + " "));
    }

    private long position(String path, String cursor) {
        return Untrusted.parse(() -> Long.valueOf(texts.read(cursor, PURPOSE + path + " ").orElseThrow()), foreign ->
                new ProblemException(ProblemType.INVALID_CURSOR, "Take the cursor from the page before."));
    }
}
