package copse.estimate;

/// Weighted ratios of sums in two arms, and what each unit contributes to their errors.
///
/// `R_a = Σ w y / Σ w x` over the units of arm a; to first order its error is the sum of `w (y − R_a x) / Σ w
/// x`. With x the number of rows this is the mean over rows.
final class ArmMeans {
    private final double treatment;
    private final double control;
    private final double[] treatmentPart;
    private final double[] controlPart;

    private ArmMeans(double treatment, double control, double[] treatmentPart, double[] controlPart) {
        this.treatment = treatment;
        this.control = control;
        this.treatmentPart = treatmentPart;
        this.controlPart = controlPart;
    }

    /// A number per unit.
    interface OfUnit {
        double of(int unit);
    }

    /// @param units with their arms
    /// @param variance of these units, with weights
    /// @param treatment index of an arm
    /// @param y numerator of a unit with rows
    /// @param x denominator of a unit with rows; of either arm with a sum that is not 0
    static ArmMeans of(RandomisedUnits units, ContributionVariance variance, int treatment, OfUnit y, OfUnit x) {
        double[] numerator = new double[2];
        double[] denominator = new double[2];
        for (int u = 0; u < units.size(); u++) {
            double w = variance.weight(u);
            if (w > 0) {
                int arm = units.arm(u) == treatment ? 1 : 0;
                numerator[arm] += w * y.of(u);
                denominator[arm] += w * x.of(u);
            }
        }
        double[] ratio = {numerator[0] / denominator[0], numerator[1] / denominator[1]};
        double[][] part = new double[2][units.size()];
        for (int u = 0; u < units.size(); u++) {
            double w = variance.weight(u);
            if (w > 0) {
                int arm = units.arm(u) == treatment ? 1 : 0;
                part[arm][u] = w * (y.of(u) - ratio[arm] * x.of(u)) / denominator[arm];
            }
        }
        return new ArmMeans(ratio[1], ratio[0], part[1], part[0]);
    }

    double treatment() {
        return treatment;
    }

    double control() {
        return control;
    }

    double difference() {
        return treatment - control;
    }

    /// @return contributions to the treatment's ratio, 0 for units of the control. Not a copy.
    double[] treatmentPart() {
        return treatmentPart;
    }

    /// @return contributions to the control's ratio, 0 for units of the treatment. Not a copy.
    double[] controlPart() {
        return controlPart;
    }

    /// @return contributions to the difference
    double[] differencePart() {
        return combination(1, -1);
    }

    /// @return contributions to `a R_treatment + b R_control`
    double[] combination(double a, double b) {
        double[] sum = new double[treatmentPart.length];
        for (int u = 0; u < sum.length; u++) {
            sum[u] = a * treatmentPart[u] + b * controlPart[u];
        }
        return sum;
    }
}
