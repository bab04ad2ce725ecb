package copse.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RunsTest {
    @Test
    void stretchesEndWhereAnyCodeChanges() {
        SplittableRandom random = new SplittableRandom(1);
        for (int n : new int[] {0, 1, 2, 7, 8, 9, 40, 4000}) {
            for (double change : new double[] {0, 0.01, 0.1, 0.5, 1}) {
                int[][] codes = {codes(random, n, change), codes(random, n, change / 3)};
                Runs runs = new Runs(4000, 1, 2);
                runs.cut(codes, n);
                boolean shuffled = change >= 0.5 && n >= 4000;
                if (n >= 4000) {
                    assertThat(runs.count == n).isEqualTo(shuffled);
                }
                boolean single = runs.count == n;
                int expected = 0;
                for (int row = 0; row < n; row++) {
                    boolean starts = single
                            || row == 0
                            || codes[0][row] != codes[0][row - 1]
                            || codes[1][row] != codes[1][row - 1];
                    assertThat(runs.start[expected] == row).isEqualTo(starts);
                    expected += starts ? 1 : 0;
                }
                assertThat(runs.count).isEqualTo(expected);
                assertThat(runs.start[expected]).isEqualTo(n);
                for (int run = 0; run < expected; run++) {
                    runs.key[0][run] = run;
                }
                long[] keys = runs.keys(0);
                assertThat(keys).hasSize(n);
                for (int run = 0; run < expected; run++) {
                    assertThat(Arrays.stream(keys, runs.start[run], runs.start[run + 1]))
                            .containsOnly((long) run);
                }
            }
        }
    }

    private static int[] codes(SplittableRandom random, int n, double change) {
        int[] codes = new int[n];
        for (int row = 1; row < n; row++) {
            codes[row] = random.nextDouble() < change ? random.nextInt(-1, 3) : codes[row - 1];
        }
        return codes;
    }
}
