package copse.mcmc;

import java.util.Arrays;

/// Draws of one chain as they are made, by parameter, with the trace.
final class Kept {
    // Rows wait until a block of them is written parameter by parameter: single entries of far columns are slow.
    private static final int BLOCK = 32;

    private final int parameters;
    private final double[][] values;
    private final double[][] block;
    private double[] logDensity = new double[0];
    private double[] acceptance = new double[0];
    private double[] stepSize = new double[0];
    private int[] depth = new int[0];
    private int[] gradients = new int[0];
    private boolean[] divergent = new boolean[0];
    private double[] energy = new double[0];
    private int count;
    private int written;

    Kept(int parameters) {
        this.parameters = parameters;
        this.values = new double[parameters][0];
        this.block = new double[BLOCK][parameters];
    }

    int count() {
        return count;
    }

    /// Makes room for as many draws in all.
    void reserve(int draws) {
        if (draws <= energy.length) {
            return;
        }
        for (int k = 0; k < parameters; k++) {
            values[k] = Arrays.copyOf(values[k], draws);
        }
        logDensity = Arrays.copyOf(logDensity, draws);
        acceptance = Arrays.copyOf(acceptance, draws);
        stepSize = Arrays.copyOf(stepSize, draws);
        depth = Arrays.copyOf(depth, draws);
        gradients = Arrays.copyOf(gradients, draws);
        divergent = Arrays.copyOf(divergent, draws);
        energy = Arrays.copyOf(energy, draws);
    }

    /// Takes over the draws of a run before; there are none yet.
    void take(double[][] before, Trace trace) {
        int draws = trace.length();
        for (int k = 0; k < parameters; k++) {
            values[k] = before[k].clone();
        }
        logDensity = trace.logDensity().clone();
        acceptance = trace.acceptance().clone();
        stepSize = trace.stepSize().clone();
        depth = trace.depth().clone();
        gradients = trace.gradients().clone();
        divergent = trace.divergent().clone();
        energy = trace.energy().clone();
        count = draws;
        written = draws;
    }

    /// @return where the values of the next draw go; then [#keep] it
    double[] next() {
        return block[count - written];
    }

    void keep(Transition row) {
        logDensity[count] = row.logDensity();
        acceptance[count] = row.acceptance();
        stepSize[count] = row.stepSize();
        depth[count] = row.depth();
        gradients[count] = row.gradients();
        divergent[count] = row.divergent();
        energy[count] = row.energy();
        count++;
        if (count - written == BLOCK) {
            write();
        }
    }

    private void write() {
        for (int k = 0; k < parameters; k++) {
            double[] column = values[k];
            for (int i = written; i < count; i++) {
                column[i] = block[i - written][k];
            }
        }
        written = count;
    }

    /// @param draws how many of them
    /// @return by parameter; views if these are all there is room for
    double[][] values(int draws) {
        write();
        double[][] first = new double[parameters][];
        for (int k = 0; k < parameters; k++) {
            first[k] = draws == values[k].length ? values[k] : Arrays.copyOf(values[k], draws);
        }
        return first;
    }

    Trace trace(int draws, double warmupSeconds, double drawSeconds) {
        return new Trace(
                Arrays.copyOf(logDensity, draws),
                Arrays.copyOf(acceptance, draws),
                Arrays.copyOf(stepSize, draws),
                Arrays.copyOf(depth, draws),
                Arrays.copyOf(gradients, draws),
                Arrays.copyOf(divergent, draws),
                Arrays.copyOf(energy, draws),
                warmupSeconds,
                drawSeconds);
    }
}
