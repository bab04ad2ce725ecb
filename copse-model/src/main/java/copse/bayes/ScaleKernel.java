package copse.bayes;

import copse.family.Family;
import copse.family.Link;
import copse.family.OutcomeType;
import copse.family.Outcomes;

/// Numbers whose scale has a linear predictor of its own, or whose tails have a parameter: gaussian or
/// student-t with `log σ = ω/2 + ζ`.
///
/// Cells of one block are evaluated together; nothing is allocated.
final class ScaleKernel extends OutcomeKernel {

    private final Family family;
    private final Link link;
    private final Outcomes outcomes;
    private final boolean student;
    private double omega;
    private double df = Double.POSITIVE_INFINITY;
    private double constant;
    private double constantSlope;
    private double value;
    private double byOmega;
    private double byDf;

    /// @param family gaussian or student
    ScaleKernel(Family family, Outcomes outcomes, boolean hasZeta) {
        super(outcomes.count(), hasZeta);
        this.family = family;
        this.link = family.link();
        this.outcomes = outcomes;
        this.student = family instanceof Family.Student;
    }

    /// Whether the family's own likelihood does not do.
    static boolean suits(Family family, boolean hasZeta) {
        return family instanceof Family.Student || family instanceof Family.Gaussian && hasZeta;
    }

    @Override
    void degrees(double logDf) {
        df = Math.exp(logDf);
    }

    @Override
    void begin(double newOmega) {
        omega = newOmega;
        value = 0;
        byOmega = 0;
        byDf = 0;
        if (student) {
            Family.Student own = new Family.Student(link, df > 0 ? df : Double.MIN_NORMAL);
            // what the family leaves out as a constant is left out here as well
            constant = own.logConstant();
            constantSlope = own.logConstantSlope();
        }
    }

    @Override
    void evaluate(double[] eta, double[] zeta, int from, int to) {
        for (int i = from; i < to; i++) {
            double h = eta[i];
            double log = omega + (byZeta.length > 0 ? 2 * zeta[i] : 0);
            if (!link.isValid(h, OutcomeType.NUMBER)) {
                value = Double.NEGATIVE_INFINITY;
                score[i] = 0;
                continue;
            }
            double m = outcomes.multiplicity()[i];
            double kappa = outcomes.size()[i] * Math.exp(-log);
            double residual = outcomes.y()[i] - link.mean(h);
            double square = kappa * residual * residual;
            double byLog;
            if (student) {
                double sum = df + square;
                double bend = Math.log1p(square / df);
                value += m * (constant - 0.5 * log - 0.5 * (df + 1) * bend);
                score[i] = m * (df + 1) * kappa * residual / sum * link.slope(h);
                byLog = 0.5 * m * ((df + 1) * square / sum - 1);
                byDf += m * (constantSlope - 0.5 * bend + 0.5 * (df + 1) * square / (df * sum));
            } else {
                value -= 0.5 * m * (square + log);
                score[i] = m * kappa * residual * link.slope(h);
                byLog = 0.5 * m * (square - 1);
            }
            byOmega += byLog;
            if (byZeta.length > 0) {
                byZeta[i] = 2 * byLog;
            }
        }
    }

    @Override
    double value() {
        return value;
    }

    @Override
    double byShape() {
        return byOmega;
    }

    @Override
    double byDegrees() {
        return df * byDf;
    }

    @Override
    ScaleKernel copy() {
        return new ScaleKernel(family, outcomes, byZeta.length > 0);
    }
}
