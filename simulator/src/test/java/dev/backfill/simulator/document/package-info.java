/** The vendors' own documents, and what passes between client and simulator held against them. */
@NullMarked
package dev.backfill.simulator.document;

import org.jspecify.annotations.NullMarked;
