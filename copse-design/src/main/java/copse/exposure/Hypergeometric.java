package copse.exposure;

/// Masses of the binomial and the hypergeometric distribution, all at once.
///
/// They are multiplied up from the mode in both directions and divided by their sum, so that no factorial is
/// needed: the relative error grows with the distance from the mode times the last digit of a double, and
/// masses that are impossible are 0.
final class Hypergeometric {
    private Hypergeometric() {}

    /// @param trials number of independent trials
    /// @param p probability of success
    /// @return probability of 0, 1 … successes
    static double[] binomial(int trials, double p) {
        double[] mass = new double[trials + 1];
        if (p <= 0 || p >= 1) {
            mass[p <= 0 ? 0 : trials] = 1;
            return mass;
        }
        double odds = p / (1 - p);
        int mode = (int) Math.clamp((long) ((trials + 1) * p), 0, trials);
        mass[mode] = 1;
        for (int j = mode; j < trials; j++) {
            mass[j + 1] = mass[j] * odds * (trials - j) / (j + 1.0);
        }
        for (int j = mode; j > 0; j--) {
            mass[j - 1] = mass[j] * j / (odds * (trials - j + 1.0));
        }
        return normalised(mass);
    }

    /// @param population number of things
    /// @param marked how many of them are marked
    /// @param taken how many are taken at random
    /// @return probability of 0, 1 … marked among those taken
    static double[] hypergeometric(int population, int marked, int taken) {
        double[] mass = new double[taken + 1];
        int least = Math.max(0, taken - (population - marked));
        int most = Math.min(taken, marked);
        double mean = (taken + 1.0) * (marked + 1.0) / (population + 2.0);
        int mode = (int) Math.clamp((long) mean, least, most);
        mass[mode] = 1;
        for (int j = mode; j < most; j++) {
            mass[j + 1] = mass[j] * (taken - j) * (marked - j) / ((j + 1.0) * (population - marked - taken + j + 1.0));
        }
        for (int j = mode; j > least; j--) {
            mass[j - 1] =
                    mass[j] * j * ((double) population - marked - taken + j) / ((taken - j + 1.0) * (marked - j + 1.0));
        }
        return normalised(mass);
    }

    private static double[] normalised(double[] mass) {
        double sum = 0;
        for (double each : mass) {
            sum += each;
        }
        for (int j = 0; j < mass.length; j++) {
            mass[j] /= sum;
        }
        return mass;
    }
}
