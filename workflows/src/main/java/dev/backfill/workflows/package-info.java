/** What gateway, store and workers agree on: names of queues, workflows and search attributes. */
@NullMarked
package dev.backfill.workflows;

import org.jspecify.annotations.NullMarked;
