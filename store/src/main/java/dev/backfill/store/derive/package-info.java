/** Making typed columns anew from what is stored: reading raw records, and writing what differs while others read and pull. */
@NullMarked
package dev.backfill.store.derive;

import org.jspecify.annotations.NullMarked;
