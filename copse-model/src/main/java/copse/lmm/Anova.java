package copse.lmm;

import copse.infer.FTest;
import copse.math.Matrix;
import copse.model.Fit;
import copse.model.FixedTerm;
import java.util.ArrayList;
import java.util.List;

/// Tests of the terms of a fixed part by type II and III hypotheses.
final class Anova {
    private Anova() {}

    static List<FTest> of(FixedEffects fixed, AnovaType type) {
        Fit fit = fixed.fit();
        List<FTest> out = new ArrayList<>();
        Matrix sumCoded = type == AnovaType.THREE && SumCoding.matters(fit) ? SumCoding.map(fit) : null;
        for (FixedTerm term : fit.spec().fixedTerms()) {
            List<Integer> columns = Terms.columns(fit, term);
            if (Terms.isIntercept(term) || columns.isEmpty()) {
                continue;
            }
            Matrix hypothesis = switch (type) {
                case TWO -> afterOthers(fit, term, columns);
                case THREE -> sumCoded == null ? unit(columns, fit.fixedNames().size()) : rows(sumCoded, columns);
            };
            out.add(fixed.test(term.label(), hypothesis));
        }
        return out;
    }

    /// The term's rows less what they share with the terms that contain it: `E_t − V_tr V_rr⁻¹ E_r`.
    private static Matrix afterOthers(Fit fit, FixedTerm term, List<Integer> columns) {
        int p = fit.fixedNames().size();
        List<Integer> containing = new ArrayList<>();
        for (FixedTerm other : fit.spec().fixedTerms()) {
            if (Terms.contains(other, term)) {
                containing.addAll(Terms.columns(fit, other));
            }
        }
        Matrix own = unit(columns, p);
        if (containing.isEmpty()) {
            return own;
        }
        Matrix rest = unit(containing, p);
        Matrix vcov = fit.vcov();
        Matrix inverse = Symmetric.pseudoInverse(rest.times(vcov).times(rest.transpose()));
        Matrix shared = own.times(vcov).times(rest.transpose()).times(inverse).times(rest);
        return own.plus(shared.times(-1));
    }

    private static Matrix unit(List<Integer> columns, int p) {
        double[] rows = new double[columns.size() * p];
        for (int i = 0; i < columns.size(); i++) {
            rows[i + columns.get(i) * columns.size()] = 1;
        }
        return Matrix.wrap(columns.size(), p, rows);
    }

    private static Matrix rows(Matrix matrix, List<Integer> which) {
        double[] rows = new double[which.size() * matrix.columns()];
        for (int i = 0; i < which.size(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                rows[i + j * which.size()] = matrix.at(which.get(i), j);
            }
        }
        return Matrix.wrap(which.size(), matrix.columns(), rows);
    }
}
