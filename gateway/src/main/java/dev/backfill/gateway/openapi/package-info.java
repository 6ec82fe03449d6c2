/** The OpenAPI document, made of the routes, their fields and their problems, and the page to try it. */
@NullMarked
package dev.backfill.gateway.openapi;

import org.jspecify.annotations.NullMarked;
