/** Making typed columns anew from what is stored, without the vendor. */
@NullMarked
package dev.backfill.workers.derive;

import org.jspecify.annotations.NullMarked;
