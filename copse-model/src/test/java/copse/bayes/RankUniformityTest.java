package copse.bayes;

import static org.assertj.core.api.Assertions.assertThat;

import copse.math.RandomStream;
import copse.math.Seed;
import org.junit.jupiter.api.Test;

class RankUniformityTest {
    private static final int DRAWS = 99;
    private static final int RANKS = 200;
    private static final RankUniformity TEST = new RankUniformity(DRAWS, RANKS, Seed.of(1).stream());

    /// 500 samples of uniform ranks: about 5 % of p-values are below 5 %, within four standard errors.
    @Test
    void holdsItsSize() {
        RandomStream stream = Seed.of(2).stream();
        int rejected = 0;
        for (int s = 0; s < 500; s++) {
            rejected += TEST.p(ranks(stream, 1)) < 0.05 ? 1 : 0;
        }
        assertThat(rejected).isBetween(6, 44);
    }

    /// A posterior that is too narrow by a fifth, or off by 0.4 of its standard deviation, gives such ranks.
    @Test
    void seesWhatIsWrong() {
        RandomStream stream = Seed.of(3).stream();
        assertThat(TEST.p(ranks(stream, 1.6))).isLessThan(1e-3);
        int[] shifted = ranks(stream, 1);
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] = Math.min(DRAWS, shifted[i] + 15);
        }
        assertThat(TEST.p(shifted)).isLessThan(1e-3);
    }

    // true values drawn `spread` times as wide as the draws they are ranked among
    private static int[] ranks(RandomStream stream, double spread) {
        int[] ranks = new int[RANKS];
        for (int i = 0; i < RANKS; i++) {
            double value = spread * stream.nextGaussian();
            for (int d = 0; d < DRAWS; d++) {
                ranks[i] += stream.nextGaussian() < value ? 1 : 0;
            }
        }
        return ranks;
    }
}
