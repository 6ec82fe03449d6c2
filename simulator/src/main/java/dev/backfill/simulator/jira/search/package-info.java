/** Which issues a query finds, in which order, and the page after a token. */
@NullMarked
package dev.backfill.simulator.jira.search;

import org.jspecify.annotations.NullMarked;
