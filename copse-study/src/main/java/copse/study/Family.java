package copse.study;

import copse.infer.Multiplicity;
import java.util.ArrayList;
import java.util.List;

/// Answers to several questions at once.
final class Family {
    private Family() {}

    /// @param answers any number
    /// @param method of adjustment
    /// @return the same with p-values adjusted for their number; a single one as it is
    static List<Answer> adjusted(List<Answer> answers, Multiplicity method) {
        if (answers.size() < 2) {
            return answers;
        }
        double[] p = method.adjust(
                answers.stream().mapToDouble(answer -> answer.primary().p()).toArray());
        List<Answer> adjusted = new ArrayList<>();
        for (int i = 0; i < p.length; i++) {
            adjusted.add(answers.get(i).withAdjustedP(p[i]));
        }
        return adjusted;
    }
}
