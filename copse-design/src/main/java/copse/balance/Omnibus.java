package copse.balance;

import copse.design.MahalanobisDistance;
import copse.design.Randomisation;
import copse.design.Units;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.math.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;

/// One test of all covariates together: are the arms farther apart than randomisation makes them?
///
/// The statistic is [MahalanobisDistance]: n − 1 times Pillai's trace, Hotelling's T² in another scale for two
/// arms.
///
/// Source: Hansen and Bowers (2008), Covariate balance in simple, stratified and clustered comparative studies,
/// Statist. Sci. 23(2), 219-236. doi:10.1214/08-STS254 (the randomisation view). Pillai (1955), Some new test
/// criteria in multivariate analysis, Ann. Math. Statist. 26(1), 117-121. doi:10.1214/aoms/1177728599 (the F
/// approximation).
///
/// @param level what was compared: `units` or `clusters`
/// @param n number of these, those with a missing covariate left out
/// @param covariates number that vary and do not follow from others
/// @param m the statistic
/// @param df of the chi-square approximation
/// @param pChiSquare from it
/// @param pNormal from the F distribution that holds if covariates are normal, exact for two arms; empty where
///     units are too few
/// @param pRandomisation share of redrawn assignments at least as far apart, the observed one counted; empty
///     where the design is not known. Assignments that leave an arm without units have no distance and do not
///     count.
/// @param draws number of redrawn assignments that count, 0 where the design is not known
public record Omnibus(
        String level,
        int n,
        int covariates,
        double m,
        int df,
        double pChiSquare,
        OptionalDouble pNormal,
        OptionalDouble pRandomisation,
        int draws) {
    /// Statistics this close count as equal, as ties by symmetry are off by rounding.
    private static final double TIE = 1e-9;

    /// @param level what the rows are
    /// @param covariates numeric columns
    /// @param arms index of the arm of each row; negative for none
    /// @return the test without redraws; empty where no covariate varies or an arm has no complete row
    static Optional<Omnibus> of(String level, Frame covariates, byte[] arms) {
        byte[] known = complete(covariates, arms);
        return distance(covariates, known, arms(arms)).map(distance -> of(level, distance, present(known)));
    }

    /// @param level what the rows are
    /// @param covariates numeric columns, rows in the order of the units of the randomisation
    /// @param arms index of the arm of each row; negative for none
    /// @param randomisation how arms were handed out
    /// @param draws number of redraws, at least 1
    /// @param stream where they come from
    /// @return the test with the p-value of the design; empty where no covariate varies or an arm has no
    ///     complete row
    static Optional<Omnibus> of(
            String level, Frame covariates, byte[] arms, Randomisation randomisation, int draws, RandomStream stream) {
        byte[] known = complete(covariates, arms);
        return distance(covariates, known, arms(arms))
                .map(distance ->
                        of(level, distance, present(known)).redrawn(distance, randomisation, known, draws, stream));
    }

    /// Arms of rows with every covariate; −1 for the others.
    private static byte[] complete(Frame covariates, byte[] arms) {
        byte[] known = arms.clone();
        for (String name : covariates.names()) {
            covariates.column(name).missing().forEach(row -> known[row] = -1);
        }
        return known;
    }

    private static byte[] present(byte[] arms) {
        byte[] present = new byte[arms.length];
        int n = 0;
        for (byte arm : arms) {
            if (arm >= 0) {
                present[n++] = arm;
            }
        }
        return Arrays.copyOf(present, n);
    }

    /// Number of arms: one more than the last index.
    private static int arms(byte[] arms) {
        int most = -1;
        for (byte arm : arms) {
            most = Math.max(most, arm);
        }
        return most + 1;
    }

    /// Whether every arm has units, without which there is no distance.
    private static boolean full(byte[] arms, int number) {
        boolean[] seen = new boolean[number];
        int found = 0;
        for (byte arm : arms) {
            if (arm >= 0 && !seen[arm]) {
                seen[arm] = true;
                found++;
            }
        }
        return found == number;
    }

    /// The distance over the rows that have an arm.
    private static Optional<MahalanobisDistance> distance(Frame covariates, byte[] known, int arms) {
        Frame rows = covariates.where(Mask.of(known.length, row -> known[row] >= 0));
        List<String> varying = rows.names().stream()
                .filter(name -> DoubleStream.of(rows.numeric(name).present())
                                .distinct()
                                .limit(2)
                                .count()
                        > 1)
                .toList();
        if (arms < 2 || !full(known, arms) || varying.isEmpty()) {
            return Optional.empty();
        }
        double[] number = IntStream.range(0, rows.rows()).mapToDouble(i -> i).toArray();
        String id = "row";
        while (rows.find(id).isPresent()) {
            id += "_";
        }
        return Optional.of(MahalanobisDistance.of(Units.of(rows.with(id, NumericColumn.of(number)), id), varying));
    }

    /// @param arms index of the arm of each unit of the distance
    private static Omnibus of(String level, MahalanobisDistance distance, byte[] arms) {
        int n = arms.length;
        int number = arms(arms);
        double m = distance.of(arms);
        int p = distance.rank();
        int df = p * (number - 1);
        double upper = ChiSquaredDistribution.of(df).survivalProbability(m);
        return new Omnibus(level, n, p, m, df, upper, pillai(m / (n - 1), n, p, number), OptionalDouble.empty(), 0);
    }

    /// The F approximation to Pillai's trace.
    private static OptionalDouble pillai(double trace, int n, int p, int arms) {
        int s = Math.min(p, arms - 1);
        double first = Math.abs(p - (arms - 1)) + s;
        double second = n - arms - p + s;
        if (second <= 0 || trace >= s) {
            return OptionalDouble.empty();
        }
        double f = second / first * trace / (s - trace);
        return OptionalDouble.of(FDistribution.of(s * first, s * second).survivalProbability(f));
    }

    /// @param distance over the units with an arm
    /// @param known arm of each unit of the randomisation, negative where it does not count
    private Omnibus redrawn(
            MahalanobisDistance distance, Randomisation randomisation, byte[] known, int draws, RandomStream stream) {
        int threads = Runtime.getRuntime().availableProcessors();
        int[] unit = IntStream.range(0, known.length).filter(u -> known[u] >= 0).toArray();
        double[] redrawn = distance.of(randomisation.redraw(draws, stream, threads), unit, arms(known), threads);
        int counted = 0;
        int extreme = 0;
        for (double one : redrawn) {
            if (!Double.isNaN(one)) {
                counted++;
                extreme += one >= m * (1 - TIE) ? 1 : 0;
            }
        }
        OptionalDouble p = counted == 0 ? OptionalDouble.empty() : OptionalDouble.of((extreme + 1.0) / (counted + 1.0));
        return new Omnibus(level, n, covariates, m, df, pChiSquare, pNormal, p, counted);
    }

    /// @return the p-value that assumes least: by redraws if there are any, else chi-square
    public double p() {
        return pRandomisation.orElse(pChiSquare);
    }
}
