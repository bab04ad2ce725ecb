package copse.exposure;

import java.util.List;

/// How own arm and arms of neighbours make a condition of exposure.
///
/// Source: Aronow and Samii (2017), Estimating average causal effects under general interference, with
/// application to a social network experiment, Ann. Appl. Stat. 11(4), 1912-1947. doi:10.1214/16-AOAS1005
public sealed interface Exposure {
    /// The condition of a node in none of them.
    byte NONE = -1;

    /// @return names of the conditions in their order
    List<String> conditions();

    /// Own arm alone, whatever the neighbours have: the assumption of no interference.
    record Own() implements Exposure {
        @Override
        public List<String> conditions() {
            return List.of("control", "treated");
        }
    }

    /// A node and all its neighbours have the arm; one without neighbours needs only its own.
    record Full() implements Exposure {
        @Override
        public List<String> conditions() {
            return List.of("control", "treated");
        }
    }
}
