package copse.design;

import java.util.List;

/// Joint probabilities as sums over a list of assignments. Cost: the length of the list per question.
///
/// @param possibilities every assignment with its probability
record ListedJoint(List<Possibility> possibilities) implements JointProbabilities {
    @Override
    public double of(int unit, int arm, int other, int otherArm) {
        double sum = 0;
        for (Possibility possibility : possibilities) {
            sum += possibility.arms()[unit] == arm && possibility.arms()[other] == otherArm
                    ? possibility.probability()
                    : 0;
        }
        return sum;
    }

    @Override
    public Basis basis() {
        return Basis.exact();
    }
}
