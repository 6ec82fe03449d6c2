/** Strict reading of bodies and query parameters, with every violation reported at once. */
@NullMarked
package dev.backfill.gateway.request;

import org.jspecify.annotations.NullMarked;
