/** The activities that ask a source what there is, and cut it into windows. */
@NullMarked
package dev.backfill.workflows.plan;

import org.jspecify.annotations.NullMarked;
