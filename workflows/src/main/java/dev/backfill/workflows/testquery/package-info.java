/** Trying out what a source's query finds. */
@NullMarked
package dev.backfill.workflows.testquery;

import org.jspecify.annotations.NullMarked;
