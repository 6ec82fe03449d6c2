/** Lists that are read page by page. */
@NullMarked
package dev.backfill.gateway.paging;

import org.jspecify.annotations.NullMarked;
