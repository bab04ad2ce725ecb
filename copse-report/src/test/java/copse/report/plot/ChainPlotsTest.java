package copse.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.math.RandomStream;
import copse.math.Seed;
import copse.mcmc.Chains;
import copse.mcmc.Draws;
import copse.mcmc.Trace;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Pictures of chains hold the draws they are of, and numbers that are found here in other ways.
class ChainPlotsTest {
    private static final int N = 400;
    private static final List<String> NAMES = List.of("a", "sd(g,x)");

    /// Two chains of a normal parameter and of a positive one that follows from it.
    private static final Draws DRAWS = draws();

    private static Draws draws() {
        RandomStream stream = Seed.of(1).stream();
        double[][][] values = new double[2][2][N];
        for (double[][] chain : values) {
            stream.fillGaussian(chain[0], 0, N);
            Arrays.setAll(chain[1], i -> Math.abs(chain[0][i]));
        }
        return Draws.of(NAMES, values);
    }

    private static Trace trace(int... divergent) {
        boolean[] flags = new boolean[N];
        for (int draw : divergent) {
            flags[draw] = true;
        }
        double[] energy = new double[N];
        Arrays.setAll(energy, i -> i % 2);
        double[] zero = new double[N];
        return new Trace(zero, zero, zero, new int[N], new int[N], flags, energy, 0, 0);
    }

    private static double number(JsonNode row, String field) {
        return row.path(field).doubleValue();
    }

    @Test
    void traceShowsEvenlyThinnedDrawsAndWhereTrajectoriesDiverged() {
        Chart chart = TracePlot.of(DRAWS, List.of(trace(7), trace(7, 9)), NAMES, Language.ENGLISH);
        JsonNode rows = chart.spec().path("data").path("values");
        assertThat(rows).hasSize(2 * 250);
        for (JsonNode row : rows) {
            int chain = row.path("chain").asString().equals("Chain 1") ? 0 : 1;
            int draw = row.path("draw").intValue() - 1;
            // seven digits are kept
            assertThat(number(row, "p1")).isCloseTo(DRAWS.values(chain, 1)[draw], within(1e-6));
        }
        JsonNode ticks = chart.spec().at("/vconcat/0/hconcat/1/layer/1/data/values");
        assertThat(ticks).extracting(row -> row.path("draw").intValue()).containsExactly(8, 10);
        Chains worst =
                DRAWS.of("a").rhat().getAsDouble() > DRAWS.of("sd(g,x)").rhat().getAsDouble()
                        ? DRAWS.of("a")
                        : DRAWS.of("sd(g,x)");
        assertThat(chart.description())
                .contains("2 chains of 400 draws, 2 parameters")
                .contains("R̂ is at most " + Numbers.fixed(worst.rhat().getAsDouble(), 3))
                .contains("Trajectories that diverged: 3");
        assertThat(TracePlot.of(DRAWS, List.of(), NAMES, Language.CHINESE).description())
                .contains("共 2 条链，每条 400 个样本，2 个参数。")
                .doesNotContain("发散");
    }

    @Test
    void parametersBeyondWhatAPageHoldsAreCounted() {
        List<String> names = new ArrayList<>();
        double[][][] values = new double[1][10][N];
        for (int i = 0; i < 10; i++) {
            names.add("b" + i);
            values[0][i] = DRAWS.values(0, 0);
        }
        Chart chart = TracePlot.of(Draws.of(names, values), List.of(), names, Language.ENGLISH);
        assertThat(chart.spec().path("vconcat")).hasSize(8);
        assertThat(chart.description()).endsWith("2 further parameters are not drawn.");
        assertThatThrownBy(() -> TracePlot.of(DRAWS, List.of(), List.of(), Language.ENGLISH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ranksAreCountedByChainAndBin() {
        Chart chart = RankPlot.of(DRAWS, NAMES, Language.ENGLISH);
        double[] all = DRAWS.column("a");
        Arrays.sort(all);
        int[] expected = new int[40];
        for (int chain = 0; chain < 2; chain++) {
            for (double value : DRAWS.values(chain, 0)) {
                expected[20 * chain + Arrays.binarySearch(all, value) * 20 / all.length]++;
            }
        }
        JsonNode rows = chart.spec().at("/vconcat/0/data/values");
        assertThat(rows).extracting(row -> row.path("count").intValue()).containsExactlyElementsOf(list(expected));
        // 400 draws out of 800, of which 40 are in the bin: variance n K/N (1 − K/N) (N − n)/(N − 1)
        double sd = Math.sqrt(400 * 0.05 * 0.95 * 400 / 799.0);
        assertThat(number(rows.get(0), "low")).isCloseTo(20 - 1.96 * sd, within(1e-3));
        long outside = Arrays.stream(expected)
                .filter(count -> Math.abs(count - 20) > 1.95997 * sd)
                .count();
        assertThat(RankPlot.of(DRAWS, List.of("a"), Language.ENGLISH).description())
                .contains(outside + " of 40 bars leave the band")
                .contains("(2 are expected to)");
        assertThat(RankPlot.of(DRAWS, NAMES, Language.CHINESE).title()).isEqualTo("各链样本的秩");
    }

    private static List<Integer> list(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    @Test
    void densitiesKeepToWhatAParameterCanBe() {
        Chart chart = DensityPlot.of(DRAWS, NAMES, Language.ENGLISH);
        JsonNode pooled = chart.spec().at("/concat/1/layer/0/data/values");
        assertThat(number(pooled.get(0), "value")).isEqualTo(0);
        // half-normal: 0.798 at 0; a kernel that leaks would give half of it
        assertThat(number(pooled.get(0), "density")).isCloseTo(0.798, within(0.1));
        double area = 0;
        for (int i = 1; i < pooled.size(); i++) {
            area += 0.5
                    * (number(pooled.get(i), "value") - number(pooled.get(i - 1), "value"))
                    * (number(pooled.get(i), "density") + number(pooled.get(i - 1), "density"));
        }
        // the ends, below 0.2 % of the peak, are cut
        assertThat(area).isCloseTo(1, within(0.01));
        assertThat(chart.description())
                .contains("a has mean " + Numbers.byError(DRAWS.of("a").mean(), 1));
        assertThat(DensityPlot.of(DRAWS, NAMES, Language.CHINESE).description()).contains("a 的后验均值为");
    }

    @Test
    void aParameterThatNeverMovesIsDrawnWithoutADensity() {
        Draws constant = Draws.of(List.of("c"), new double[][][] {{new double[N]}, {new double[N]}});
        Chart chart = DensityPlot.of(constant, List.of("c"), Language.ENGLISH);
        assertThat(chart.spec().at("/concat/0/layer/0/data/values")).isEmpty();
        assertThat(chart.description()).contains("R̂ and effective sizes are undefined");
        assertThat(AutocorrelationPlot.of(constant, List.of("c"), Language.ENGLISH)
                        .description())
                .doesNotContain("NaN");
    }

    @Test
    void autocorrelationOfAnAlternatingChainAlternates() {
        double[] chain = new double[N];
        Arrays.setAll(chain, i -> i % 2 == 0 ? 1 : -1);
        Draws draws = Draws.of(List.of("z"), new double[][][] {{chain}});
        Chart chart = AutocorrelationPlot.of(draws, List.of("z"), Language.ENGLISH);
        JsonNode rows = chart.spec().at("/vconcat/0/data/values");
        assertThat(rows).hasSize(31);
        // of n values n − t products at lag t
        assertThat(number(rows.get(1), "correlation")).isCloseTo(-(N - 1.0) / N, within(1e-6));
        assertThat(number(rows.get(2), "correlation")).isCloseTo((N - 2.0) / N, within(1e-6));
        assertThat(number(rows.get(0), "high")).isCloseTo(1.96 / Math.sqrt(N), within(1e-5));
        assertThat(AutocorrelationPlot.of(DRAWS, NAMES, Language.CHINESE).description())
                .contains("相邻样本的最大相关系数");
    }

    @Test
    void energiesTellTheirFraction() {
        // alternating energies: Σ(Eᵢ − Eᵢ₋₁)² = n − 1, Σ(Eᵢ − mean)² = n / 4
        String fraction = Numbers.fixed(4.0 * (N - 1) / N, 2);
        Chart chart = EnergyPlot.of(List.of(trace(), trace()), Language.ENGLISH);
        assertThat(chart.description()).contains(fraction + ", " + fraction).contains("as wide as");
        assertThat(EnergyPlot.of(List.of(trace()), Language.CHINESE).description())
                .contains(fraction);
        assertThat(chart.spec().path("data").path("values"))
                .extracting(row -> row.path("what").asString())
                .contains("Energy, less its mean", "Change of energy from draw to draw");
    }

    @Test
    void pairsMarkWhereDivergentTrajectoriesBegan() {
        Chart chart = PairPlot.of(DRAWS, List.of(trace(5), trace()), NAMES, Language.ENGLISH);
        JsonNode divergent = chart.spec().at("/concat/2/layer/1/data/values");
        assertThat(divergent).hasSize(1);
        assertThat(number(divergent.get(0), "p0")).isCloseTo(DRAWS.values(0, 0)[4], within(1e-6));
        assertThat(chart.spec().at("/data/values")).hasSize(600);
        double[] a = DRAWS.column("a");
        double[] b = DRAWS.column("sd(g,x)");
        double ab = Chains.of(plus(a, b)).sd();
        double difference =
                Chains.of(plus(a, Arrays.stream(b).map(v -> -v).toArray())).sd();
        // var(a + b) − var(a − b) = 4 cov(a, b)
        double r = (ab * ab - difference * difference)
                / (4 * Chains.of(a).sd() * Chains.of(b).sd());
        assertThat(chart.spec().at("/concat/1/data/values/0/text").asString()).isEqualTo("r = " + Numbers.fixed(r, 2));
        assertThat(chart.description())
                .contains("600 of 800 draws")
                .contains("that of a and sd(g,x), r = " + Numbers.fixed(r, 2))
                .contains("Trajectories that diverged: 1;");
        assertThat(PairPlot.of(DRAWS, List.of(), NAMES, Language.CHINESE).description())
                .contains("画出 800 个样本中的 600 个");
    }

    private static double[] plus(double[] x, double[] y) {
        double[] sum = new double[x.length];
        Arrays.setAll(sum, i -> x[i] + y[i]);
        return sum;
    }
}
