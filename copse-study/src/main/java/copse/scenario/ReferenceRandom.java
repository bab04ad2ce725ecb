package copse.scenario;

/// The generator of the reference files: SplitMix64, 53-bit uniform numbers, normal numbers by inversion.
///
/// It is not meant for simulation (use [copse.math.RandomStream]): it exists so that the reference files can be
/// made again, byte for byte.
///
/// Source: Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators, OOPSLA '14
/// (SplitMix64). Wichura (1988), Algorithm AS 241: The percentage points of the normal distribution, Appl.
/// Statist. 37(3), 477-484 (routine PPND16, about 16 digits).
final class ReferenceRandom {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    // Of AS 241: numerators A, C, E and denominators B, D, F of its three ranges, highest power first.
    private static final double[] A = {
        2509.0809287301226727,
        33430.575583588128105,
        67265.770927008700853,
        45921.953931549871457,
        13731.693765509461125,
        1971.5909503065514427,
        133.14166789178437745,
        3.387132872796366608
    };
    private static final double[] B = {
        5226.495278852545925,
        28729.085735721942674,
        39307.89580009271061,
        21213.794301586595867,
        5394.1960214247511077,
        687.1870074920579083,
        42.313330701600911252,
        1.0
    };
    private static final double[] C = {
        7.7454501427834140764e-4,
        .0227238449892691845833,
        .24178072517745061177,
        1.27045825245236838258,
        3.64784832476320460504,
        5.7694972214606914055,
        4.6303378461565452959,
        1.42343711074968357734
    };
    private static final double[] D = {
        1.05075007164441684324e-9,
        5.475938084995344946e-4,
        .0151986665636164571966,
        .14810397642748007459,
        .68976733498510000455,
        1.6763848301838038494,
        2.05319162663775882187,
        1.0
    };
    private static final double[] E = {
        2.01033439929228813265e-7,
        2.71155556874348757815e-5,
        .0012426609473880784386,
        .026532189526576123093,
        .29656057182850489123,
        1.7848265399172913358,
        5.4637849111641143699,
        6.6579046435011037772
    };
    private static final double[] F = {
        2.04426310338993978564e-15,
        1.4215117583164458887e-7,
        1.8463183175100546818e-5,
        7.868691311456132591e-4,
        .0148753612908506148525,
        .13692988092273580531,
        .59983220655588793769,
        1.0
    };

    private long state;

    ReferenceRandom(long seed) {
        this.state = seed;
    }

    /// A uniform number from the middle of one of 2^53 equal intervals of (0, 1).
    double uniform() {
        state += GOLDEN;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        z ^= z >>> 31;
        return ((z >>> 11) + 0.5) * 0x1p-53;
    }

    double normal() {
        return quantile(uniform());
    }

    double[] normals(double sd, int n) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = sd * normal();
        }
        return values;
    }

    /// The standard normal quantile. StrictMath, since the last bit must not depend on the machine.
    static double quantile(double p) {
        double q = p - 0.5;
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
            return q * polynomial(A, r) / polynomial(B, r);
        }
        double r = Math.sqrt(-StrictMath.log(q < 0 ? p : 1.0 - p));
        double value =
                r <= 5 ? polynomial(C, r - 1.6) / polynomial(D, r - 1.6) : polynomial(E, r - 5) / polynomial(F, r - 5);
        return q < 0 ? -value : value;
    }

    private static double polynomial(double[] c, double r) {
        return ((((((c[0] * r + c[1]) * r + c[2]) * r + c[3]) * r + c[4]) * r + c[5]) * r + c[6]) * r + c[7];
    }
}
