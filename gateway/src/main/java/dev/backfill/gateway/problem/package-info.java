/** Errors as problem details (RFC 9457), and the request id that names each of them. */
@NullMarked
package dev.backfill.gateway.problem;

import org.jspecify.annotations.NullMarked;
