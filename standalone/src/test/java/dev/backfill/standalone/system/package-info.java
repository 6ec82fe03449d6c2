/** Tests of the whole system: real processes, real Temporal, real PostgreSQL, real HTTP; only the vendor is simulated. */
@NullMarked
package dev.backfill.standalone.system;

import org.jspecify.annotations.NullMarked;
