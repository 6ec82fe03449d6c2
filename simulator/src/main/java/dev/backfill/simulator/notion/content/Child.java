package dev.backfill.simulator.notion.content;

import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * One of a list that is told page by page.
 *
 * @param id what a cursor may name
 * @param json made only for those that are told
 */
public record Child(String id, Supplier<ObjectNode> json) {}
