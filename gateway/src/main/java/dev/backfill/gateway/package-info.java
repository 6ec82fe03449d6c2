/** The HTTP edge: who asks, what is asked, and a workflow that does it. */
@NullMarked
package dev.backfill.gateway;

import org.jspecify.annotations.NullMarked;
