/** The registration of every source: its name, bounds and parameters. */
@NullMarked
package dev.backfill.workflows.source;

import org.jspecify.annotations.NullMarked;
