package copse.lmm;

import copse.math.Matrix;
import copse.model.Grouping;
import java.util.List;

/// The conditional modes (BLUPs) of one grouping factor. Immutable.
public final class GroupEffects {
    private final Grouping grouping;
    private final long[] keys;
    private final long[] counts;
    private final List<String> terms;
    private final double[] modes;
    private final double[] covariances;

    /// Arrays are kept and must not be changed.
    ///
    /// @param grouping the factor with its terms
    /// @param keys of its levels
    /// @param counts rows per level
    /// @param modes per level, q
    /// @param covariances per level, q×q
    public GroupEffects(Grouping grouping, long[] keys, long[] counts, double[] modes, double[] covariances) {
        this.grouping = grouping;
        this.keys = keys;
        this.counts = counts;
        this.terms = grouping.terms().stream()
                .flatMap(term -> term.columns().stream())
                .toList();
        this.modes = modes;
        this.covariances = covariances;
    }

    /// @return name of the grouping factor
    public String group() {
        return grouping.name();
    }

    /// @return names of the random effects of a level
    public List<String> terms() {
        return terms;
    }

    /// @return number of levels
    public int levels() {
        return keys.length;
    }

    /// @param level from 0
    /// @return the level's name
    public String label(int level) {
        return grouping.label(keys[level]);
    }

    /// @param level from 0
    /// @return its key in the grouping, see [copse.model.Grouping#label(long)]
    public long key(int level) {
        return keys[level];
    }

    /// @param level from 0
    /// @return rows of the level
    public long count(int level) {
        return counts[level];
    }

    /// @param level from 0
    /// @param term from 0
    /// @return the mode: the deviation of the level, in units of the response per unit of the term
    public double mode(int level, int term) {
        return modes[level * terms.size() + term];
    }

    /// The covariance of a level's effects given the data, with β and the variances taken as known.
    ///
    /// @param level from 0
    /// @return q×q
    public Matrix covariance(int level) {
        int q = terms.size();
        double[] block = new double[q * q];
        System.arraycopy(covariances, level * q * q, block, 0, q * q);
        return Matrix.wrap(q, q, block);
    }

    /// @param level from 0
    /// @param term from 0
    /// @return conditional standard deviation of the effect
    public double sd(int level, int term) {
        int q = terms.size();
        return Math.sqrt(covariances[level * q * q + term + term * q]);
    }
}
