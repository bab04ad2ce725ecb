package copse.family;

/// Twice how far the log density of an outcome is below the highest that any mean gives it.
final class Deviance {
    /// Halvings of an interval of η until nothing is left of it.
    private static final int HALVINGS = 200;

    /// The highest |η| tried by links without bounds; μ is as good as on its own bound there.
    private static final double FAR = 40;

    private Deviance() {}

    static double of(Family family, double y, double size, double eta, double omega) {
        Link link = family.link();
        if (!link.isValid(eta, family.outcome())) {
            return Double.POSITIVE_INFINITY;
        }
        double mean = link.mean(eta);
        return switch (family) {
            case Family.Binomial _ -> 2 * (part(y, size * mean) + part(size - y, size * link.complement(eta)));
            case Family.Poisson _ -> 2 * (part(y, size * mean) - (y - size * mean));
            case Family.NegativeBinomial negative ->
                switch (negative.growth()) {
                    case LINEAR -> searched(family, y, size, eta, omega);
                    case QUADRATIC -> {
                        double phi = Math.exp(omega);
                        yield 2 * (part(y, mean) + (y + phi) * Math.log1p((mean - y) / (y + phi)));
                    }
                };
            case Family.Gamma _ -> -2 * size * LogRemainders.first((y - mean) / mean);
            case Family.Gaussian _ -> size * (y - mean) * (y - mean);
            case Family.Student student ->
                (student.df() + 1) * Math.log1p(size * (y - mean) * (y - mean) / (Math.exp(omega) * student.df()));
            case Family.BetaBinomial _ -> searched(family, y, size, eta, omega);
            case Family.ZeroInflated inflated -> of(inflated.count(), y, size, eta, omega);
        };
    }

    /// y log(y/m).
    private static double part(double y, double mean) {
        return y == 0 ? 0 : y * Math.log(y / mean);
    }

    /// Where the highest density has no closed form: the mean at which the score changes its sign.
    private static double searched(Family family, double y, double size, double eta, double omega) {
        Likelihood likelihood = family.likelihood(omega);
        Outcomes one = new Outcomes(new double[] {y}, new double[] {size}, new double[] {1});
        Derivatives at = new Derivatives(1);
        double low = family.link() == Link.IDENTITY ? 0 : -FAR;
        double high = switch (family.link()) {
            case IDENTITY -> family.outcome() == OutcomeType.SHARE ? 1 : 2 * y + 2;
            case LOG -> family.outcome() == OutcomeType.SHARE ? 0 : Math.log(2 * y + 2);
            case LOGIT, PROBIT, CLOGLOG, INVERSE -> FAR;
        };
        for (int i = 0; i < HALVINGS; i++) {
            double middle = low + 0.5 * (high - low);
            if (middle <= low || middle >= high) {
                break;
            }
            if (score(likelihood, one, middle, at) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        // one of the ends may be a bound, where there is no density
        score(likelihood, one, low, at);
        double highest = at.value[0];
        score(likelihood, one, high, at);
        highest = Math.max(highest, at.value[0]);
        score(likelihood, one, eta, at);
        return Math.max(0, 2 * (highest - at.value[0]));
    }

    private static double score(Likelihood likelihood, Outcomes one, double eta, Derivatives at) {
        likelihood.evaluate(one, new double[] {eta}, new double[1], 0, 1, Derivatives.Order.GRADIENT, at);
        return at.score[0];
    }
}
