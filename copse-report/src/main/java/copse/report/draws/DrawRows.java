package copse.report.draws;

import copse.frame.ColumnSchema;
import copse.frame.ColumnType;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.frame.RowSource;
import copse.frame.Schema;
import copse.mcmc.Draws;
import copse.mcmc.Sampling;
import copse.mcmc.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All draws of a run as one table, a row per draw: `.chain`, `.iteration` (in the chain) and `.draw` (in all),
/// from 1; the parameters by their own names; what the sampler tells of each draw (`lp__`, `accept_stat__`,
/// `stepsize__`, `treedepth__`, `n_leapfrog__`, `divergent__`, `energy__`). R's `posterior::as_draws_df` takes
/// it without conversion.
///
/// @param sampling the run
public record DrawRows(Sampling sampling) implements RowSource {
    @Override
    public Schema schema() {
        return new Schema(names().stream()
                .map(name -> new ColumnSchema(name, ColumnType.NUMERIC, null))
                .toList());
    }

    private List<String> names() {
        Set<String> names = new LinkedHashSet<>(List.of(".chain", ".iteration", ".draw"));
        names.addAll(sampling.draws().names());
        names.addAll(ChainWriter.SAMPLER);
        return List.copyOf(names);
    }

    /// A chunk per chain; values are not copied where the chain has them as they are.
    @Override
    public Chunks open() {
        return new Chunks() {
            private int chain;

            @Override
            public @Nullable Frame next() {
                return chain < sampling.draws().chains() ? chunk(chain++) : null;
            }

            @Override
            public void close() {}
        };
    }

    private Frame chunk(int chain) {
        Draws draws = sampling.draws();
        int n = draws.perChain();
        List<double[]> columns = new ArrayList<>();
        double[] chains = new double[n];
        Arrays.fill(chains, chain + 1);
        columns.add(chains);
        columns.add(from(1, n));
        columns.add(from(1 + chain * n, n));
        for (int parameter = 0; parameter < draws.names().size(); parameter++) {
            columns.add(draws.values(chain, parameter));
        }
        Trace trace = sampling.traces().get(chain);
        columns.add(trace.logDensity());
        columns.add(trace.acceptance());
        columns.add(trace.stepSize());
        columns.add(Arrays.stream(trace.depth()).asDoubleStream().toArray());
        columns.add(Arrays.stream(trace.gradients()).asDoubleStream().toArray());
        columns.add(flags(trace.divergent()));
        columns.add(trace.energy());
        List<String> names = names();
        Map<String, NumericColumn> frame = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            double[] values = columns.get(i);
            frame.put(
                    names.get(i), NumericColumn.wrapFinite(values).orElseGet(() -> NumericColumn.nanAsMissing(values)));
        }
        return Frame.of(frame);
    }

    private static double[] from(int first, int n) {
        double[] values = new double[n];
        Arrays.setAll(values, i -> first + i);
        return values;
    }

    private static double[] flags(boolean[] flags) {
        double[] values = new double[flags.length];
        Arrays.setAll(values, i -> flags[i] ? 1 : 0);
        return values;
    }
}
