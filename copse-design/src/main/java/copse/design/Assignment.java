package copse.design;

import copse.frame.Frame;
import copse.math.Seed;

/// The arms that a seed gives the units of a randomisation.
///
/// A pure function of (design, ids and covariates that the design reads, seed, [#ALGORITHM]): neither the order
/// of rows nor the number of threads matters. [#digest()] covers all of it and the arms.
public final class Assignment {
    /// Names how seeds become arms; any change to the arms that a seed gives is a new version.
    public static final String ALGORITHM = "copse-assign/1";

    private final Randomisation randomisation;
    private final Seed seed;
    private final byte[] arms;

    Assignment(Randomisation randomisation, Seed seed, byte[] arms) {
        this.randomisation = randomisation;
        this.seed = seed;
        this.arms = arms;
    }

    /// @return design and units
    public Randomisation randomisation() {
        return randomisation;
    }

    /// @return from which all randomness followed
    public Seed seed() {
        return seed;
    }

    /// @param unit in `[0, size)`
    /// @return index of its arm, −1 if it has none
    public int arm(int unit) {
        return arms[unit];
    }

    /// One row per unit in the order of ids: id, the arm (or its parts), strata, blocks, groups or clusters,
    /// and the probability with which the unit was to get this arm.
    ///
    /// @return a frame to write, or to join with the data
    public Frame frame() {
        throw new UnsupportedOperationException("ASSIGN helper");
    }

    /// SHA-256 over version, design, seed, ids, covariates that the design reads, and arms.
    ///
    /// @return 64 hexadecimal digits
    public String digest() {
        throw new UnsupportedOperationException("ASSIGN helper");
    }
}
