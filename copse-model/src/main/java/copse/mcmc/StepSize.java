package copse.mcmc;

/// Step size by dual averaging: steps that bring the mean acceptance to the one aimed at.
///
/// Source: Nesterov (2009), Math. Program. 120; Hoffman and Gelman (2014), J. Mach. Learn. Res. 15, section
/// 3.2, with their constants.
final class StepSize {
    private static final double GAMMA = 0.05;
    private static final double T0 = 10;
    private static final double KAPPA = 0.75;
    // Steps are drawn towards this multiple of the first guess: too large a step is the cheaper one to try.
    private static final double BOLD = 10;

    private final double target;
    private double towards;
    private double logStep;
    private double logAverage;
    private double lack;
    private int count;

    StepSize(double target) {
        this.target = target;
    }

    void restart(double step) {
        towards = Math.log(BOLD * step);
        logStep = Math.log(step);
        logAverage = logStep;
        lack = 0;
        count = 0;
    }

    void learn(double acceptance) {
        count++;
        double weight = 1 / (count + T0);
        lack += weight * (target - acceptance - lack);
        logStep = towards - lack * Math.sqrt(count) / GAMMA;
        double forgetting = Math.pow(count, -KAPPA);
        logAverage += forgetting * (logStep - logAverage);
    }

    /// @return step to try next
    double trial() {
        return Math.exp(logStep);
    }

    /// @return average of the steps tried, late ones above all
    double average() {
        return Math.exp(logAverage);
    }
}
