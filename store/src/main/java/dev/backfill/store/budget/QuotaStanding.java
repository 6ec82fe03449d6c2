package dev.backfill.store.budget;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A quota, and how much of it is left. Known without asking the vendor, who may have counted requests of others as well.
 *
 * @param leftToday requests that may still be sent in this day; null if days have no bound
 * @param untilNextDay until the next day begins
 * @param blockedFor how long no request is sent at all, as the vendor asked for or the quota is used up; zero if there is no such wait
 */
public record QuotaStanding(RequestQuota quota, @Nullable Long leftToday, Duration untilNextDay, Duration blockedFor) {}
