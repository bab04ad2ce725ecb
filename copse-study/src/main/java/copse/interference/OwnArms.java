package copse.interference;

import copse.design.Arms;
import copse.exposure.Sides;
import java.util.List;

/// Which arms of a design are the same to the one who has them: arms of several parts, such as a saturation and
/// an arm within it, are by their part `arm`.
///
/// @param sides treated and control
/// @param group by code of the arm plus 1
/// @param groups number of them
record OwnArms(Sides sides, int[] group, int groups) {
    static OwnArms of(Arms arms, String treatment, String control) {
        List<String> part = arms.columns().getOrDefault(Arms.COLUMN, arms.labels());
        List<String> names = part.stream().distinct().toList();
        int[] group = new int[arms.size() + 1];
        for (int arm = 0; arm < arms.size(); arm++) {
            group[arm + 1] = 1 + names.indexOf(part.get(arm));
        }
        return new OwnArms(Sides.of(arms, treatment, control), group, names.size() + 1);
    }

    /// @param arm index of an arm, −1 for none
    /// @return what it is to its unit
    int of(int arm) {
        return group[arm + 1];
    }
}
