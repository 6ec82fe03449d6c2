/** The connection to Temporal. */
@NullMarked
package dev.backfill.gateway.temporal;

import org.jspecify.annotations.NullMarked;
