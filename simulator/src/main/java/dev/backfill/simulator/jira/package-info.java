/** Jira Cloud, REST v3: its routes, its log-in, its errors and its limits. */
@NullMarked
package dev.backfill.simulator.jira;

import org.jspecify.annotations.NullMarked;
