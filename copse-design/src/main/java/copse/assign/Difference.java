package copse.assign;

import copse.error.Problem;
import java.util.List;

/// One way in which an assignment is not what its record says.
public sealed interface Difference {
    /// Most units that are named; further ones are counted.
    int NAMED = 5;

    /// The record's own SHA-256 does not fit its content.
    record RecordEdited() implements Difference {}

    /// The record was made by another version of the algorithm, so that nothing can be said about its arms.
    ///
    /// @param recorded the version in the record
    /// @param here this version
    record OtherAlgorithm(String recorded, String here) implements Difference {}

    /// Text and fingerprint of the design do not agree.
    ///
    /// @param text the text in the record
    /// @param why in what they differ
    record DesignEdited(String text, String why) implements Difference {}

    /// The data have other units than those that were assigned.
    ///
    /// @param recorded number of units in the record
    /// @param found number of units in the data
    /// @param gone ids that have an arm and are not in the data, if the file of arms was at hand
    /// @param added ids in the data without an arm, if the file of arms was at hand
    record UnitsDiffer(int recorded, int found, Named gone, Named added) implements Difference {}

    /// A column that the design reads has other values than at the time of the assignment.
    ///
    /// @param column its name
    record ColumnDiffers(String column) implements Difference {}

    /// The design cannot be carried out on the data.
    ///
    /// @param problem why not
    record NotAssignable(Problem problem) implements Difference {}

    /// Arms in the file are not those that follow.
    ///
    /// @param count number of units with another arm
    /// @param first some of them
    record ArmsEdited(int count, List<OtherArm> first) implements Difference {
        /// Copies the list.
        public ArmsEdited {
            first = List.copyOf(first);
        }
    }

    /// The file of arms has other units than those that were assigned.
    ///
    /// @param gone ids of the record that are not in the file
    /// @param added ids in the file that were not assigned
    record FileUnitsDiffer(Named gone, Named added) implements Difference {}

    /// The file of arms lacks a column.
    ///
    /// @param column its name
    record FileColumnGone(String column) implements Difference {}

    /// Everything that arms follow from is as recorded, but the recorded fingerprint of the arms is another.
    record NotFollowing() implements Difference {}

    /// A unit with another arm.
    ///
    /// @param id of the unit
    /// @param found in the file, the empty text for none
    /// @param follows from the record, the empty text for none
    record OtherArm(String id, String found, String follows) {}

    /// Ids, of which the first are named.
    ///
    /// @param count how many there are
    /// @param first at most [#NAMED] of them
    record Named(int count, List<String> first) {
        /// None at all.
        static final Named NONE = new Named(0, List.of());

        /// Copies the list.
        public Named {
            first = List.copyOf(first);
        }

        static Named of(List<String> ids) {
            return new Named(ids.size(), ids.subList(0, Math.min(NAMED, ids.size())));
        }

        private String text() {
            return String.join(", ", first) + (count > first.size() ? " and " + (count - first.size()) + " more" : "");
        }
    }

    /// @return entry of the catalogue
    default AssignCode code() {
        return switch (this) {
            case RecordEdited _ -> AssignCode.RECORD_EDITED;
            case OtherAlgorithm _ -> AssignCode.OTHER_ALGORITHM;
            case DesignEdited _ -> AssignCode.DESIGN_EDITED;
            case UnitsDiffer _ -> AssignCode.UNITS_DIFFER;
            case ColumnDiffers _ -> AssignCode.COLUMN_DIFFERS;
            case NotAssignable _ -> AssignCode.NOT_ASSIGNABLE;
            case ArmsEdited _, FileUnitsDiffer _, FileColumnGone _ -> AssignCode.ARMS_EDITED;
            case NotFollowing _ -> AssignCode.NOT_FOLLOWING;
        };
    }

    /// @return the difference in a sentence
    default String sentence() {
        return switch (this) {
            case RecordEdited() -> "The record was edited: its own SHA-256 does not fit its content.";
            case OtherAlgorithm(String recorded, String here) ->
                "The record was made by " + recorded + "; this is " + here
                        + ", which gives other arms from the same seed.";
            case DesignEdited(String text, String why) -> "The design `" + text + "` was altered: " + why + ".";
            case UnitsDiffer(int recorded, int found, Named gone, Named added) ->
                "The data have " + found + " units, " + recorded + " were assigned" + goneAndAdded(gone, added) + ".";
            case ColumnDiffers(String column) ->
                "Column `" + column + "`, which the design reads, has changed since the assignment.";
            case NotAssignable(Problem problem) ->
                "The design cannot be carried out on the data: " + problem.what() + ".";
            case ArmsEdited(int count, List<OtherArm> first) -> edited(count, first);
            case FileUnitsDiffer(Named gone, Named added) ->
                "The file of arms has other units than the record" + goneAndAdded(gone, added) + ".";
            case FileColumnGone(String column) -> "The file of arms has no column `" + column + "`.";
            case NotFollowing() ->
                "Design, data, seed and version are as recorded and give other arms than the recorded ones.";
        };
    }

    private static String goneAndAdded(Named gone, Named added) {
        return (gone.count() == 0 ? "" : "; gone: " + gone.text())
                + (added.count() == 0 ? "" : "; new: " + added.text());
    }

    private static String edited(int count, List<OtherArm> first) {
        StringBuilder out = new StringBuilder("The file of arms was edited: ");
        for (int i = 0; i < first.size(); i++) {
            OtherArm arm = first.get(i);
            out.append(i == 0 ? "unit " : ", unit ")
                    .append(arm.id())
                    .append(" has ")
                    .append(arm.found().isEmpty() ? "no arm" : arm.found())
                    .append(" instead of ")
                    .append(arm.follows().isEmpty() ? "none" : arm.follows());
        }
        return out.append(count > first.size() ? " and " + (count - first.size()) + " more" : "")
                .append('.')
                .toString();
    }
}
