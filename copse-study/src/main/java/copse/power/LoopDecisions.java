package copse.power;

/// What one rule said in every population under every assignment.
///
/// The share is a mean over the assignments as the design draws them, and over populations. It is no share of
/// independent experiments: assignments compare the same units, one and its mirror image say opposite things,
/// and populations that are months of the same units repeat each other. So it comes without a binomial error;
/// the spread from population to population is in [#byPopulation()], and how it would be with other units only
/// a simulation with new units can tell.
///
/// @param rule name of the rule
/// @param decision when it says "better"
/// @param estimates per population and assignment; of a failed one 0
/// @param lower limits, likewise
/// @param better per population and assignment, whether it says so
/// @param failed per population and assignment, whether there was no estimate
/// @param weights probability of each assignment, adding up to 1
public record LoopDecisions(
        String rule,
        String decision,
        double[][] estimates,
        double[][] lower,
        boolean[][] better,
        boolean[][] failed,
        double[] weights) {
    /// @return how many estimates failed
    public int failures() {
        int count = 0;
        for (boolean[] population : failed) {
            for (boolean one : population) {
                count += one ? 1 : 0;
            }
        }
        return count;
    }

    /// @return share of "better" among the decisions that could be made
    public double share() {
        double sum = 0;
        double of = 0;
        for (int p = 0; p < better.length; p++) {
            for (int a = 0; a < weights.length; a++) {
                of += failed[p][a] ? 0 : weights[a];
                sum += better[p][a] ? weights[a] : 0;
            }
        }
        return of > 0 ? sum / of : 0;
    }

    /// @return the share in each population; 0 where every estimate failed
    public double[] byPopulation() {
        double[] shares = new double[better.length];
        for (int p = 0; p < shares.length; p++) {
            double of = 0;
            for (int a = 0; a < weights.length; a++) {
                of += failed[p][a] ? 0 : weights[a];
                shares[p] += better[p][a] ? weights[a] : 0;
            }
            shares[p] = of > 0 ? shares[p] / of : 0;
        }
        return shares;
    }

    /// @return share of assignments under which all populations decide alike: near 1 if populations repeat each
    ///     other
    public double agreement() {
        double sum = 0;
        for (int a = 0; a < weights.length; a++) {
            int says = 0;
            for (boolean[] population : better) {
                says += population[a] ? 1 : 0;
            }
            sum += says == 0 || says == better.length ? weights[a] : 0;
        }
        return sum;
    }

    /// @return mean estimate over assignments and populations, failed ones left out
    public double meanEstimate() {
        return moment(0, 1);
    }

    /// @return standard deviation of the estimates over assignments and populations: how far luck of the draw
    ///     moves them
    public double deviation() {
        return Math.sqrt(moment(meanEstimate(), 2));
    }

    private double moment(double centre, int power) {
        double sum = 0;
        double of = 0;
        for (int p = 0; p < estimates.length; p++) {
            for (int a = 0; a < weights.length; a++) {
                if (!failed[p][a]) {
                    sum += weights[a] * Math.pow(estimates[p][a] - centre, power);
                    of += weights[a];
                }
            }
        }
        return of > 0 ? sum / of : 0;
    }
}
