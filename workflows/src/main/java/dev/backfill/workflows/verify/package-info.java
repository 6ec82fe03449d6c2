/** The activities that compare what is stored with what the source has. */
@NullMarked
package dev.backfill.workflows.verify;

import org.jspecify.annotations.NullMarked;
