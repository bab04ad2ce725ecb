package copse.power;

import copse.error.PlanException;

/// Units randomised one by one, then treated in groups (by a therapist, in a class), in one arm or in both.
///
/// `Var = Σ over arms of σ² (1 + (m − 1) ρ)/(groups m)`; an arm without groups has groups of one. Degrees of
/// freedom are Satterthwaite's, of arms with `groups − 1` each. Ignoring the groups of the treated arm is the
/// analysis below the level at which outcomes are dependent.
///
/// Source: Roberts and Roberts (2005), Design and analysis of clinical trials with clustering effects due to
/// treatment, Clin. Trials 2(2). doi:10.1191/1740774505cn076oa
///
/// @param control groups of the control arm
/// @param treated groups of the treated arm
public record GroupTreatmentTrial(Groups control, Groups treated) implements Trial {
    /// The groups of one arm.
    ///
    /// @param count number of groups; of units, where they are not grouped
    /// @param size units per group, 1 where they are not grouped
    /// @param icc intraclass correlation within groups of this arm, 0 where they are not grouped
    public record Groups(double count, double size, double icc) {
        /// @param count number of groups
        /// @param size units per group
        /// @param icc intraclass correlation within groups
        /// @throws PlanException `W102` if a number is out of range
        public Groups {
            Require.finite("the number of groups", count);
            Require.positive("the size of a group", size);
            Require.unit("the intraclass correlation of groups", icc);
        }

        /// @param units in the arm
        /// @return an arm without groups
        public static Groups none(double units) {
            return new Groups(units, 1, 0);
        }

        private boolean single() {
            return size == 1;
        }

        private double share() {
            return (icc + (1 - icc) / size) / count;
        }

        private double units() {
            return count * size;
        }
    }

    @Override
    public Precision precision(Outcome outcome, double effect) {
        ArmVariances total = new Clustering.Icc(0).split(outcome, effect, treatedUnits() / units());
        double v0 = total.controlWithin() * control.share();
        double v1 = total.treatedWithin() * treated.share();
        double variance = v0 + v1;
        double df = Math.min(control.count(), treated.count()) <= 1
                ? 0
                : variance == 0
                        ? control.count() + treated.count() - 2
                        : variance * variance / (v0 * v0 / (control.count() - 1) + v1 * v1 / (treated.count() - 1));
        return new Precision(variance, df);
    }

    @Override
    public double copies() {
        return treated.count();
    }

    @Override
    public GroupTreatmentTrial withCopies(double copies) {
        double factor = copies / copies();
        return new GroupTreatmentTrial(
                new Groups(control.count() * factor, control.size(), control.icc()),
                new Groups(copies, treated.size(), treated.icc()));
    }

    @Override
    public double size() {
        return treated.size();
    }

    /// An arm without groups keeps its share of units by growing in number.
    @Override
    public GroupTreatmentTrial withSize(double size) {
        double factor = size / treated.size();
        Groups other = control.single() && !treated.single() && !Double.isInfinite(factor)
                ? new Groups(control.count() * factor, 1, 0)
                : new Groups(control.count(), control.size() * factor, control.icc());
        return new GroupTreatmentTrial(other, new Groups(treated.count(), size, treated.icc()));
    }

    @Override
    public String copyOf() {
        return "groups in the treated arm";
    }

    @Override
    public String sizeOf() {
        return "units per group";
    }

    @Override
    public String label() {
        return control.single()
                ? "units randomised one by one, grouped in the treated arm"
                : "units randomised one by one, grouped in both arms";
    }

    @Override
    public double clusters() {
        return treated.count() + (control.single() ? 0 : control.count());
    }

    @Override
    public double controlUnits() {
        return control.units();
    }

    @Override
    public double treatedUnits() {
        return treated.units();
    }
}
