/** What log lines say: whose request they belong to, in one line each, whatever they are made of. */
@NullMarked
package dev.backfill.gateway.log;

import org.jspecify.annotations.NullMarked;
