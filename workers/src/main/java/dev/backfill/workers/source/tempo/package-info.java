/** Tempo, REST API v4: worklogs by calendar month, with keys and names from Jira. */
@NullMarked
package dev.backfill.workers.source.tempo;

import org.jspecify.annotations.NullMarked;
