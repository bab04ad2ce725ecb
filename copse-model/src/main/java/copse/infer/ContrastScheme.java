package copse.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Families of comparisons among means.
public enum ContrastScheme {
    /// Every mean with every later one: `A - B`, `A - C`, `B - C`.
    PAIRWISE,
    /// Every mean with the first: `B - A`, `C - A`.
    WITH_FIRST,
    /// Every mean with the one before: `B - A`, `C - B`.
    CONSECUTIVE,
    /// Every mean with the mean of all: `A effect`.
    WITH_AVERAGE;

    /// @param labels names of the means, at least two
    /// @return the contrasts
    public List<LinearContrast> of(List<String> labels) {
        int k = labels.size();
        List<LinearContrast> out = new ArrayList<>();
        switch (this) {
            case PAIRWISE -> {
                for (int i = 0; i < k; i++) {
                    for (int j = i + 1; j < k; j++) {
                        out.add(difference(labels, i, j));
                    }
                }
            }
            case WITH_FIRST -> {
                for (int i = 1; i < k; i++) {
                    out.add(difference(labels, i, 0));
                }
            }
            case CONSECUTIVE -> {
                for (int i = 1; i < k; i++) {
                    out.add(difference(labels, i, i - 1));
                }
            }
            case WITH_AVERAGE -> {
                for (int i = 0; i < k; i++) {
                    double[] weights = new double[k];
                    Arrays.fill(weights, -1.0 / k);
                    weights[i] += 1;
                    out.add(new LinearContrast(labels.get(i) + " effect", weights));
                }
            }
        }
        return out;
    }

    private static LinearContrast difference(List<String> labels, int plus, int minus) {
        double[] weights = new double[labels.size()];
        weights[plus] = 1;
        weights[minus] = -1;
        return new LinearContrast(labels.get(plus) + " - " + labels.get(minus), weights);
    }
}
