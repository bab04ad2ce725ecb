package copse.glmm;

import copse.family.Family;
import copse.lmm.Parameter;
import copse.math.Matrix;
import copse.model.internal.CovarianceTemplate;
import copse.model.internal.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A parameter as people read it, as a function of ψ in standard coordinates.
sealed interface Quantity {
    /// @return the value at ψ
    double value(double[] psi);

    /// @return the derivatives by ψ
    double[] gradient(double[] psi);

    /// @return smallest and largest value that it can have
    default double[] bounds() {
        return switch (this) {
            case Spread _ -> new double[] {0, Double.POSITIVE_INFINITY};
            case Association _ -> new double[] {-1, 1};
            case Linear _ -> new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
        };
    }

    /// Quantities in the order of [GlmmParameters]; the shape by its logarithm ω.
    ///
    /// @param fit a model
    /// @return one per parameter
    static List<Quantity> of(GlmmFit fit) {
        List<Quantity> out = new ArrayList<>();
        CellSystem system = fit.system();
        int size = fit.psi().length;
        for (int g = 0; g < system.groupings; g++) {
            for (int[] range : system.template.terms(g)) {
                for (int a = range[0]; a < range[1]; a++) {
                    out.add(new Spread(new Loadings(system, g, a)));
                }
                for (int a = range[0]; a < range[1]; a++) {
                    for (int b = a + 1; b < range[1]; b++) {
                        out.add(new Association(new Loadings(system, g, a), new Loadings(system, g, b)));
                    }
                }
            }
        }
        int from = system.template.size();
        if (fit.family().hasShape()) {
            double[] unit = new double[size];
            unit[from + system.p] = 1;
            out.add(new Linear(unit));
        }
        addRows(system.fixed.back(), from, size, out);
        addRows(system.inflation.back(), size - system.r, size, out);
        return out;
    }

    private static void addRows(Matrix back, int from, int size, List<Quantity> into) {
        for (int i = 0; i < back.rows(); i++) {
            double[] row = new double[size];
            for (int j = 0; j < back.columns(); j++) {
                row[from + j] = back.at(i, j);
            }
            into.add(new Linear(row));
        }
    }

    /// Whether a parameter is the exponential of its quantity, or the root of that.
    static double outward(Parameter parameter, Family family, double value) {
        return parameter instanceof Parameter.Shape || parameter instanceof Parameter.Sigma
                ? family.shape(value)
                : value;
    }

    /// A row of NΛ: how an effect hangs on its level's spherical effects.
    record Loadings(CellSystem system, int grouping, int row) {
        double[] at(double[] psi) {
            double[] lambda = system.template.factors(Arrays.copyOf(psi, system.template.size()))[grouping];
            Matrix n = system.random.get(grouping);
            int q = n.rows();
            double[] out = new double[q];
            for (int c = 0; c < q; c++) {
                for (int i = 0; i < q; i++) {
                    out[c] += n.at(row, i) * lambda[i + c * q];
                }
            }
            return out;
        }

        /// Adds the derivatives of `coefficientsᵀ · loadings` by θ.
        void addGradient(double[] coefficients, double[] into) {
            Matrix n = system.random.get(grouping);
            for (int k = 0; k < system.template.size(); k++) {
                CovarianceTemplate.Entry entry = system.template.entry(k);
                if (entry.grouping() == grouping) {
                    into[k] += n.at(row, entry.row()) * coefficients[entry.column()];
                }
            }
        }
    }

    /// A standard deviation: the length of an effect's loadings.
    ///
    /// @param loadings of the effect
    record Spread(Loadings loadings) implements Quantity {
        @Override
        public double value(double[] psi) {
            return Vectors.norm(loadings.at(psi));
        }

        @Override
        public double[] gradient(double[] psi) {
            double[] a = loadings.at(psi);
            double norm = Vectors.norm(a);
            for (int c = 0; c < a.length; c++) {
                // at 0 the direction in which a single effect's deviation grows
                a[c] = norm > 0 ? a[c] / norm : c == loadings.row() ? 1 : 0;
            }
            double[] out = new double[psi.length];
            loadings.addGradient(a, out);
            return out;
        }
    }

    /// A correlation: the cosine between two effects' loadings; 0 where one has none.
    ///
    /// @param first of one effect
    /// @param second of the other
    record Association(Loadings first, Loadings second) implements Quantity {
        @Override
        public double value(double[] psi) {
            double[] a = first.at(psi);
            double[] b = second.at(psi);
            double norms = Vectors.norm(a) * Vectors.norm(b);
            return norms > 0 ? Math.clamp(Vectors.dot(a, b) / norms, -1, 1) : 0;
        }

        @Override
        public double[] gradient(double[] psi) {
            double[] a = first.at(psi);
            double[] b = second.at(psi);
            double normA = Vectors.norm(a);
            double normB = Vectors.norm(b);
            double[] out = new double[psi.length];
            if (normA == 0 || normB == 0) {
                return out;
            }
            double cosine = Vectors.dot(a, b) / normA / normB;
            double[] byA = new double[a.length];
            double[] byB = new double[a.length];
            for (int c = 0; c < a.length; c++) {
                byA[c] = (b[c] / normB - cosine * a[c] / normA) / normA;
                byB[c] = (a[c] / normA - cosine * b[c] / normB) / normB;
            }
            first.addGradient(byA, out);
            second.addGradient(byB, out);
            return out;
        }
    }

    /// A coefficient, or ω.
    ///
    /// @param row of the map from ψ
    record Linear(double[] row) implements Quantity {
        @Override
        public double value(double[] psi) {
            return Vectors.dot(row, psi);
        }

        @Override
        public double[] gradient(double[] psi) {
            return row.clone();
        }
    }
}
