package dev.backfill.gateway.log;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import reactor.core.publisher.Hooks;

/**
 * Errors that come when nobody waits for an answer any more: the caller has left, or was told of another before. Reactor would log each
 * as an error of ours, with its stack trace, and so let callers fill the log.
 */
@Configuration(proxyBeanMethods = false)
class DroppedErrors {
    private static final Logger log = LoggerFactory.getLogger(DroppedErrors.class);

    DroppedErrors() {
        Hooks.onErrorDropped(dropped -> log.warn(
                "an error came when nobody waited any more: {}", String.valueOf(NestedExceptionUtils.getMostSpecificCause(dropped))));
    }
}
