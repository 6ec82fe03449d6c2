/** Changes of workflow code that running backfills must survive. */
@NullMarked
package dev.backfill.workflows.change;

import org.jspecify.annotations.NullMarked;
