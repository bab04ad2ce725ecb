package copse.model;

import copse.formula.Contrast;
import copse.frame.Levels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The columns that stand for a factor: per column a name and a value per level.
///
/// @param names per column: `b`, `S.a`, `H.b`, `P.1`
/// @param columns per column the value of each level
record ContrastMatrix(List<String> names, List<double[]> columns) {
    /// @param levels the levels
    /// @return one column per level, without contrasts
    static ContrastMatrix dummies(Levels levels) {
        return indicators(levels, -1);
    }

    /// @param levels at least two levels
    /// @param contrast the kind
    /// @param base the base's code, for treatment contrasts
    /// @return one column less than levels
    static ContrastMatrix of(Levels levels, Contrast contrast, int base) {
        return switch (contrast) {
            case TREATMENT -> indicators(levels, base);
            case SUM -> sum(levels);
            case HELMERT -> helmert(levels);
            case POLY -> polynomials(levels);
        };
    }

    private static ContrastMatrix indicators(Levels levels, int without) {
        List<String> names = new ArrayList<>();
        List<double[]> columns = new ArrayList<>();
        for (int level = 0; level < levels.size(); level++) {
            if (level != without) {
                double[] column = new double[levels.size()];
                column[level] = 1;
                names.add(levels.label(level));
                columns.add(column);
            }
        }
        return new ContrastMatrix(names, columns);
    }

    private static ContrastMatrix sum(Levels levels) {
        List<String> names = new ArrayList<>();
        List<double[]> columns = new ArrayList<>();
        int last = levels.size() - 1;
        for (int level = 0; level < last; level++) {
            double[] column = new double[levels.size()];
            column[level] = 1;
            column[last] = -1;
            names.add("S." + levels.label(level));
            columns.add(column);
        }
        return new ContrastMatrix(names, columns);
    }

    private static ContrastMatrix helmert(Levels levels) {
        List<String> names = new ArrayList<>();
        List<double[]> columns = new ArrayList<>();
        for (int level = 1; level < levels.size(); level++) {
            double[] column = new double[levels.size()];
            Arrays.fill(column, 0, level, -1);
            column[level] = level;
            names.add("H." + levels.label(level));
            columns.add(column);
        }
        return new ContrastMatrix(names, columns);
    }

    private static ContrastMatrix polynomials(Levels levels) {
        int n = levels.size();
        if (n == 0) {
            return new ContrastMatrix(List.of(), List.of()); // data without rows
        }
        double[] scores = new double[n];
        for (int i = 0; i < n; i++) {
            scores[i] = i + 1;
        }
        OrthogonalPolynomial basis = OrthogonalPolynomial.fit(scores, n, n - 1);
        double[][] values = new double[n - 1][n];
        basis.evaluate(scores, n, values);
        List<String> names = new ArrayList<>();
        for (int degree = 1; degree < n; degree++) {
            names.add("P." + degree);
        }
        return new ContrastMatrix(names, List.of(values));
    }
}
