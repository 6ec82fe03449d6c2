package dev.backfill.workers.source.notion;

import dev.backfill.store.page.Table;
import dev.backfill.workers.source.SourceException;
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
     * @param what in words
     * @param parts which of the page's parts are incomplete without it; null for none
     * @throws SourceException the failure, unless it is about this alone
     */
    void of(String what, @Nullable Table parts, Runnable attempt) {
        try {
            attempt.run();
        } catch (SourceException failure) {
            note(what, parts, failure);
        }
    }

    private void note(String what, @Nullable Table parts, SourceException failure) {
        String described = what + ": " + failure.getMessage();
        switch (failure.type()) {
            case PERMISSION -> findings.deny(described, parts);
            case NOT_FOUND, ANSWER_TOO_LARGE -> findings.lack(described, parts);
            default -> {
                if (!failure.isAboutContent() || !Serving.blocks(notion)) {
                    throw failure;
                }
                findings.lack(described, parts);
            }
        }
    }
}
