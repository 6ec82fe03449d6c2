package dev.backfill.workers.fuzz;

import dev.backfill.simulator.SimulatorOptions;
import dev.backfill.simulator.fireflies.FirefliesOptions;
import dev.backfill.simulator.notion.NotionOptions;
import dev.backfill.workers.source.SourceFixture;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workers.source.fireflies.FirefliesFixture;
import dev.backfill.workers.source.jira.JiraFixture;
import dev.backfill.workers.source.notion.NotionFixture;
import dev.backfill.workers.source.tempo.TempoFixture;
import dev.backfill.workflows.source.DateRange;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The simulated vendors, small. */
enum Vendor {
    JIRA {
        @Override
        SourceFixture open(Random random, Duration lag) {
            SimulatorOptions usual = SimulatorOptions.defaults();
            return new JiraFixture(new SimulatorOptions(0, 20 + random.nextInt(100), random.nextInt(1_000), 2 + random.nextInt(2), usual.data(),
                    usual.email(), usual.token(), lag, usual.now(), usual.zone(), false, 0));
        }

        @Override
        DateRange range(SourceFixture vendor) {
            return vendor.range();
        }
    },
    NOTION {
        @Override
        SourceFixture open(Random random, Duration lag) {
            return new NotionFixture(NotionOptions.defaults().withPages(20 + random.nextInt(60)).withLags(lag, lag));
        }

        @Override
        DateRange range(SourceFixture vendor) {
            return vendor.range();
        }
    },
    TEMPO {
        @Override
        SourceFixture open(Random random, Duration lag) {
            return new TempoFixture(800 + random.nextInt(3_000), 50);
        }
    },
    FIREFLIES {
        @Override
        SourceFixture open(Random random, Duration lag) {
            FirefliesOptions usual = FirefliesOptions.defaults();
            return new FirefliesFixture(new FirefliesOptions(30 + random.nextInt(80), 3, usual.token(), Duration.ZERO, 0, usual.quota()));
        }
    };

    /** @param lag how long its index lags, where it has one */
    abstract SourceFixture open(Random random, Duration lag);

    /** What a run is asked for: the two months that tests use, where partitions are months. */
    DateRange range(SourceFixture vendor) {
        List<YearMonth> months = Stream.of(vendor.partition(), vendor.otherPartition()).map(SourcePartition::id).map(YearMonth::parse).sorted().toList();
        Instant end = months.getLast().plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant last = vendor.range().to();
        return new DateRange(months.getFirst().atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant(), end.isBefore(last) ? end : last);
    }
}
