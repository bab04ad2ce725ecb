package copse.design;

/// The probability that two units get two given arms together.
public interface JointProbabilities {
    /// @param unit in `[0, size)`
    /// @param arm index of its arm
    /// @param other another unit or the same
    /// @param otherArm index of the other's arm
    /// @return probability of both; for one unit that of the arm, or 0 if the arms differ
    double of(int unit, int arm, int other, int otherArm);

    /// @return how they are known
    Basis basis();
}
