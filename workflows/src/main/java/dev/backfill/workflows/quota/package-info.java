/** Waiting, in a workflow, until a source's quota permits requests again. */
@NullMarked
package dev.backfill.workflows.quota;

import org.jspecify.annotations.NullMarked;
