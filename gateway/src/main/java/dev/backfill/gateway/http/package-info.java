/** What is refused before it is a request: the server's own limits, and bytes that are not HTTP. */
@NullMarked
package dev.backfill.gateway.http;

import org.jspecify.annotations.NullMarked;
