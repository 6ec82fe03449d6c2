package dev.backfill.workers.source.notion;

import dev.backfill.store.page.Table;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workflows.failure.FailureType;
import org.jspecify.annotations.Nullable;

/** Gets parts of one page. What goes wrong with this page alone is noted in its findings; anything else is the caller's. */
final class Attempts {
    private final NotionClient notion;
    private final PageFindings findings;

    Attempts(NotionClient notion, PageFindings findings) {
        this.notion = notion;
        this.findings = findings;
    }

    /**
     * @param part of the page, such as {@code comments}
     * @param what in words
     * @param parts which of the page's parts are incomplete without it; null for none
     * @param attempt may be repeated
     * @throws SourceException the failure, unless it is about this alone
     */
    void of(String part, String what, @Nullable Table parts, Runnable attempt) {
        try {
            fromTheStartIfExpired(attempt);
        } catch (SourceException failure) {
            note(part, what + ": " + failure.getMessage(), parts, failure);
        }
    }

    private static void fromTheStartIfExpired(Runnable attempt) {
        try {
            attempt.run();
        } catch (SourceException failure) {
            if (failure.type() != FailureType.CURSOR_EXPIRED) {
                throw failure;
            }
            attempt.run();
        }
    }

    private void note(String part, String described, @Nullable Table parts, SourceException failure) {
        switch (failure.type()) {
            case PERMISSION -> findings.deny(part, described, parts);
            case NOT_FOUND, ANSWER_TOO_LARGE -> findings.lack(described, parts);
            case CONFIGURATION, CURSOR_EXPIRED -> {
                requireServing(failure);
                findings.deny(part, described, parts);
            }
            default -> {
                if (!failure.isAboutContent()) {
                    throw failure;
                }
                requireServing(failure);
                findings.lack(described, parts);
            }
        }
    }

    /** Only where others are given, the reason lies in what was asked for. */
    private void requireServing(SourceException failure) {
        if (!Serving.blocks(notion)) {
            throw failure;
        }
    }
}
