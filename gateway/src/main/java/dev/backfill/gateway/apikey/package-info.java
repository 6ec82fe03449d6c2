/** Issuing, listing and revoking API keys. */
@NullMarked
package dev.backfill.gateway.apikey;

import org.jspecify.annotations.NullMarked;
