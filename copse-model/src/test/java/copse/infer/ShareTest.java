package copse.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

class ShareTest {
    /// At an exact limit the count seen is just as improbable as the level allows.
    @Test
    void exactLimitsLeaveTheirTails() {
        Interval interval = new Share(17, 60).clopperPearson(0.9);
        BinomialDistribution atLower =
                BinomialDistribution.of(60, interval.lower().value());
        BinomialDistribution atUpper =
                BinomialDistribution.of(60, interval.upper().value());
        assertThat(atLower.survivalProbability(16)).isCloseTo(0.05, within(1e-12));
        assertThat(atUpper.cumulativeProbability(17)).isCloseTo(0.05, within(1e-12));
    }

    /// Wilson's limits are the shares whose score test just rejects.
    @Test
    void wilsonInvertsTheScoreTest() {
        SplittableRandom random = new SplittableRandom(20260101);
        for (int repetition = 0; repetition < 50; repetition++) {
            long trials = 1 + random.nextInt(500);
            Share share = new Share(random.nextInt((int) trials + 1), trials);
            Interval interval = share.wilson(0.95);
            for (double limit :
                    new double[] {interval.lower().value(), interval.upper().value()}) {
                if (limit > 0 && limit < 1) {
                    double score = (share.value() - limit) / Math.sqrt(limit * (1 - limit) / trials);
                    assertThat(Math.abs(score))
                            .isCloseTo(StudentT.critical(0.95, Double.POSITIVE_INFINITY), within(1e-8));
                }
            }
            assertThat(interval.contains(share.value())).isTrue();
        }
    }

    @Test
    void noneAndAllHaveOneLimitOfTheirOwn() {
        assertThat(new Share(0, 200).clopperPearson(0.95).lower().value()).isZero();
        assertThat(new Share(20, 20).wilson(0.95).upper().value()).isEqualTo(1);
        assertThat(new Share(0, 200).standardError()).isZero();
        assertThatThrownBy(() -> new Share(3, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("3 of 2");
    }
}
