/** Writing a page: COPY into staging, one merge, and the cursor, in one transaction. */
@NullMarked
package dev.backfill.store.page;

import org.jspecify.annotations.NullMarked;
