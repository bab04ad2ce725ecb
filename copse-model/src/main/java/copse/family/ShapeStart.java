package copse.family;

/// Moment estimates of ω from outcomes and their means.
final class ShapeStart {
    /// Beyond these the likelihood is nearly flat in ω, and a start there would stay there.
    private static final double LEAST = -4;

    private static final double MOST = 6;

    private ShapeStart() {}

    static double negativeBinomial(Family.Growth growth, Link link, Outcomes outcomes, double[] eta) {
        double excess = 0;
        double scale = 0;
        for (int i = 0; i < outcomes.count(); i++) {
            if (!link.isValid(eta[i], OutcomeType.COUNT)) {
                continue;
            }
            double mean = link.mean(eta[i]);
            double m = outcomes.multiplicity()[i];
            double residual = outcomes.y()[i] - mean;
            // each cell weighed by about the inverse of its variance
            double weight = m / (mean * (1 + mean));
            excess += weight * (residual * residual - mean);
            scale += weight * (growth == Family.Growth.LINEAR ? mean : mean * mean);
        }
        double factor = Math.max(excess, 0) / scale;
        double omega = Math.log(factor);
        return bounded(growth == Family.Growth.LINEAR ? omega : -omega);
    }

    static double betaBinomial(Link link, Outcomes outcomes, double[] eta) {
        double excess = 0;
        double pairs = 0;
        for (int i = 0; i < outcomes.count(); i++) {
            if (!link.isValid(eta[i], OutcomeType.SHARE)) {
                continue;
            }
            double n = outcomes.size()[i];
            double m = outcomes.multiplicity()[i];
            double variance = link.mean(eta[i]) * link.complement(eta[i]);
            double residual = outcomes.y()[i] - n * link.mean(eta[i]);
            excess += m * (residual * residual / (n * variance) - 1);
            pairs += m * (n - 1);
        }
        // the correlation of two trials of a cell is 1/(φ+1)
        double correlation = pairs == 0 ? 0 : Math.clamp(excess / pairs, 0, 1);
        return bounded(Math.log((1 - correlation) / correlation));
    }

    static double gamma(Link link, Outcomes outcomes, double[] eta) {
        double sum = 0;
        double count = 0;
        for (int i = 0; i < outcomes.count(); i++) {
            if (!link.isValid(eta[i], OutcomeType.POSITIVE)) {
                continue;
            }
            double relative = outcomes.y()[i] / link.mean(eta[i]) - 1;
            double m = outcomes.multiplicity()[i];
            sum += m * outcomes.size()[i] * relative * relative;
            count += m;
        }
        // φ has the scale of the weights; no bounds but against a perfect fit
        return count == 0 || sum == 0 ? 0 : Math.log(sum / count);
    }

    static double gaussian(Link link, Outcomes outcomes, double[] eta) {
        double sum = 0;
        double count = 0;
        for (int i = 0; i < outcomes.count(); i++) {
            if (!link.isValid(eta[i], OutcomeType.NUMBER)) {
                continue;
            }
            double residual = outcomes.y()[i] - link.mean(eta[i]);
            double m = outcomes.multiplicity()[i];
            sum += m * outcomes.size()[i] * residual * residual;
            count += m;
        }
        return count == 0 || sum == 0 ? 0 : Math.log(sum / count);
    }

    private static double bounded(double omega) {
        return Double.isNaN(omega) ? 0 : Math.clamp(omega, LEAST, MOST);
    }
}
