package copse.loo;

import copse.math.RandomStream;
import java.util.stream.IntStream;

/// Which observations are left out together.
///
/// @param of per observation the number of its fold; kept: must not change
/// @param count number of folds
@SuppressWarnings("ArrayRecordComponent") // made once per question, never compared
public record Folds(int[] of, int count) {
    /// Folds of equal size, up to one, by chance.
    ///
    /// @param rows number of observations
    /// @param count number of folds
    /// @param stream decides
    /// @return the folds
    /// @throws copse.error.InputException `B304` unless there are 2 folds or more and no more than observations
    public static Folds ofRows(int rows, int count, RandomStream stream) {
        require(rows, count, "observations");
        int[] of = new int[rows];
        int[] order = stream.permutation(rows);
        for (int i = 0; i < rows; i++) {
            of[order[i]] = i % count;
        }
        return new Folds(of, count);
    }

    /// Folds that leave out whole groups: what a model is to be asked that will meet new groups.
    ///
    /// @param group per observation, the number of its group
    /// @param groups number of groups
    /// @param count number of folds; as many as groups to leave them out one by one
    /// @param stream decides
    /// @return the folds, of equal numbers of groups, up to one
    /// @throws copse.error.InputException `B304` unless there are 2 folds or more and no more than groups
    public static Folds ofGroups(int[] group, int groups, int count, RandomStream stream) {
        require(groups, count, "groups");
        Folds byGroup = ofRows(groups, count, stream);
        return new Folds(IntStream.of(group).map(g -> byGroup.of[g]).toArray(), count);
    }

    private static void require(int units, int count, String what) {
        if (count < 2 || count > units) {
            throw LooCode.FOLDS.input(count + " folds of " + units + " " + what);
        }
    }

    /// @param fold its number
    /// @return the observations left out, ascending
    public int[] heldOut(int fold) {
        return IntStream.range(0, of.length).filter(i -> of[i] == fold).toArray();
    }

    /// @param fold its number
    /// @return the observations that the model is fitted to, ascending
    public int[] kept(int fold) {
        return IntStream.range(0, of.length).filter(i -> of[i] != fold).toArray();
    }
}
