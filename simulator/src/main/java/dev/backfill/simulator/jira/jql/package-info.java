/** The query language: from text to a tree, and from a tree to a test of one issue. */
@NullMarked
package dev.backfill.simulator.jira.jql;

import org.jspecify.annotations.NullMarked;
