package dev.backfill.workflows.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteeringTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1_000.5})
    void senselessRate_isIgnored(double rate) {
        Steering steering = new Steering(4, false, null);
        steering.setRate(rate);
        assertThat(steering.isPending()).isFalse();
        assertThat(steering.takeRateChange()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65, Integer.MAX_VALUE})
    void senselessParallelism_isIgnored(int partitions) {
        Steering steering = new Steering(4, false, null);
        steering.setParallelism(partitions);
        assertThat(steering.parallelism()).isEqualTo(4);
    }

    @Test
    void pauseAndResumeBeforeTheLoopLooked_changeNothing() {
        Steering steering = new Steering(4, false, null);
        steering.pause();
        steering.resume();
        assertThat(steering.takePauseChange()).isFalse();
    }

    @Test
    void eachChange_isTakenOnce() {
        Steering steering = new Steering(4, false, 3.0);
        steering.pause();
        assertThat(steering.isPending()).isTrue();
        assertThat(steering.takePauseChange()).isTrue();
        assertThat(steering.takeRateChange()).isEqualTo(3.0);
        assertThat(steering.isPending()).isFalse();
        assertThat(steering.takePauseChange()).isFalse();
        assertThat(steering.takeRateChange()).isNull();
    }

    @Test
    void pausedRunThatContinuedAsNew_doesNotPauseAgain() {
        assertThat(new Steering(4, true, null).takePauseChange()).isFalse();
    }
}
