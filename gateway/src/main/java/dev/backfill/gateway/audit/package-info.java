/** Reading the audit log. */
@NullMarked
package dev.backfill.gateway.audit;

import org.jspecify.annotations.NullMarked;
