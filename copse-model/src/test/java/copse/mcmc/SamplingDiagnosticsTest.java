package copse.mcmc;

import static org.assertj.core.api.Assertions.assertThat;

import copse.error.Diagnostic;
import copse.math.RandomStream;
import copse.math.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is said of runs that are good, or bad in one way.
class SamplingDiagnosticsTest {
    private static final int DRAWS = 500;
    private static final Nuts SETTINGS = Nuts.defaults().withDraws(DRAWS).withThreads(2);

    private final double[][][] values = new double[4][3][DRAWS];
    private final boolean[][] divergent = new boolean[4][DRAWS];
    private final int[][] depth = new int[4][DRAWS];
    private final double[][] energy = new double[4][DRAWS];
    private final double[][] acceptance = new double[4][DRAWS];

    SamplingDiagnosticsTest() {
        RandomStream stream = Seed.of(3).stream();
        for (int c = 0; c < 4; c++) {
            for (int i = 0; i < DRAWS; i++) {
                values[c][0][i] = stream.nextGaussian();
                values[c][1][i] = Math.exp(stream.nextGaussian());
                values[c][2][i] = 1;
                energy[c][i] = stream.nextGaussian();
            }
            Arrays.fill(depth[c], 3);
            Arrays.fill(acceptance[c], 0.85);
        }
    }

    private List<Diagnostic> found() {
        List<Trace> traces = new ArrayList<>();
        for (int c = 0; c < 4; c++) {
            double[] zeros = new double[DRAWS];
            traces.add(new Trace(
                    zeros, acceptance[c], zeros, depth[c], new int[DRAWS], divergent[c], energy[c], 0.1, 0.1));
        }
        return SamplingDiagnostics.of(
                new Sampling(Draws.of(List.of("a", "sd(g,x)", "fixed"), values), traces, true), SETTINGS);
    }

    @Test
    void nothingIsSaidOfAGoodRun() {
        assertThat(found()).isEmpty();
    }

    @Test
    void divergencesArePlaced() {
        for (int c = 0; c < 4; c++) {
            for (int i = 1; i < DRAWS; i++) {
                divergent[c][i] = values[c][1][i - 1] < 0.2;
            }
        }
        assertThat(found()).singleElement().satisfies(one -> {
            assertThat(one.code()).isEqualTo("divergent");
            assertThat(one.parameter()).isEqualTo("sd(g,x)");
            assertThat(one.meaning()).contains("unusually small values of `sd(g,x)`");
            assertThat(one.advice()).contains("--target-accept");
        });
    }

    @Test
    void scatteredDivergencesAreNotPlaced() {
        RandomStream stream = Seed.of(8).stream();
        for (int k = 0; k < 30; k++) {
            divergent[stream.nextInt(4)][stream.nextInt(DRAWS)] = true;
        }
        assertThat(found()).singleElement().satisfies(one -> {
            assertThat(one.parameter()).isEmpty();
            assertThat(one.meaning()).contains("no particular values");
        });
    }

    @Test
    void chainsThatDisagreeAreSaid() {
        Arrays.setAll(values[2][0], i -> values[2][0][i] + 1);
        assertThat(found()).extracting(Diagnostic::code).containsExactly("rhat", "ess");
        assertThat(found().getFirst().meaning()).contains("1 of 3 parameters", "`a`");
    }

    @Test
    void slowChainsAreToldHowMuchLonger() {
        RandomStream stream = Seed.of(5).stream();
        for (double[][] chain : values) {
            for (int i = 1; i < DRAWS; i++) {
                chain[0][i] = 0.9 * chain[0][i - 1] + Math.sqrt(0.19) * stream.nextGaussian();
            }
        }
        List<Diagnostic> found = found();
        Diagnostic ess =
                found.stream().filter(d -> d.code().equals("ess")).findFirst().orElseThrow();
        assertThat(ess.threshold()).isEqualTo(400);
        assertThat(ess.value()).isBetween(40.0, 250.0);
        assertThat(ess.advice()).contains("--until-ess 400");
    }

    @Test
    void aChainThatStandsStillIsNamed() {
        Arrays.fill(values[1][0], 0);
        Arrays.fill(values[1][1], 1);
        assertThat(found().getFirst().code()).isEqualTo("stuck-chain");
        assertThat(found().getFirst().parameter()).isEqualTo("chain 2");
    }

    @Test
    void whatTheSamplerSawIsSaid() {
        depth[3][17] = SETTINGS.maxDepth();
        Arrays.fill(acceptance[0], 0.5);
        for (int i = 1; i < DRAWS; i++) {
            energy[2][i] = 0.98 * energy[2][i - 1] + 0.1 * energy[2][i];
        }
        assertThat(found()).extracting(Diagnostic::code).containsExactly("ebfmi", "acceptance", "tree-depth");
        assertThat(found().getLast().advice()).contains("--max-depth 12");
    }
}
