package dev.backfill.workers.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.budget.QuotaStanding;
import dev.backfill.store.budget.RequestQuota;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateTest {
    @Test
    void otherNumbers_leaveTheRest_theQuotaToo() {
        QuotaStanding quota = new QuotaStanding(RequestQuota.of(60, 50, RequestQuota.DAY), 12L, Duration.ofHours(10), Duration.ZERO);
        Estimate estimate = new Estimate(List.of(1L), 90, 0.5, 2, quota);

        assertThat(estimate.withRecords(List.of(2L, 3L))).isEqualTo(new Estimate(List.of(2L, 3L), 90, 0.5, 2, quota));
    }
}
