package copse.glmm;

import copse.family.Family;
import copse.family.Link;
import copse.family.OutcomeType;
import copse.family.Outcomes;

/// What is large and what is small on the scale of the linear predictor, so that a search does the same in
/// whatever unit the outcome is measured.
///
/// The unit is 1 where the link makes the linear predictor free of units; the residual standard deviation of
/// gaussian outcomes with the identity link; and for other identity and inverse links the linear predictor of
/// the mean outcome.
final class PredictorUnit {
    private final boolean residual;
    private final double typical;

    /// @param family of the outcomes
    /// @param blocks outcomes in blocks
    PredictorUnit(Family family, Outcomes[] blocks) {
        this.residual = family instanceof Family.Gaussian && family.link() == Link.IDENTITY;
        this.typical = residual || isFree(family) ? 1 : typical(family, blocks);
    }

    /// Whether the linear predictor is on a scale of logarithms, logits or quantiles.
    static boolean isFree(Family family) {
        return switch (family.link()) {
            case LOG, LOGIT, PROBIT, CLOGLOG -> true;
            case IDENTITY, INVERSE -> false;
        };
    }

    /// @param omega shape of the family
    /// @return what θ and β, in standard coordinates, are measured against
    double at(double omega) {
        return residual ? Math.exp(0.5 * omega) : typical;
    }

    // numbers may have a mean near 0 though none of their means is: their size counts, without the sign
    private static double typical(Family family, Outcomes[] blocks) {
        boolean summed = family.outcome() == OutcomeType.SHARE || family.outcome() == OutcomeType.COUNT;
        double sum = 0;
        double total = 0;
        for (Outcomes block : blocks) {
            for (int i = 0; i < block.count(); i++) {
                double many = block.multiplicity()[i];
                double size = block.size()[i];
                sum += many * (summed ? block.y()[i] : size * Math.abs(block.y()[i]));
                total += many * size;
            }
        }
        double eta = family.link().eta(sum / total);
        return eta > 0 && Double.isFinite(eta) ? eta : 1;
    }
}
