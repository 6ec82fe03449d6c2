/** The activity that pulls a window, page by page. */
@NullMarked
package dev.backfill.workflows.pull;

import org.jspecify.annotations.NullMarked;
