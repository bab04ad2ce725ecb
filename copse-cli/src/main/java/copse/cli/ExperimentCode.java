package copse.cli;

import copse.error.Explained;
import copse.error.Explanation;
import copse.error.PlanException;
import copse.error.Problem;

/// What can be wrong with an experiment that is under way.
public enum ExperimentCode implements Explained {
    /// An amendment that would need other arms.
    NOT_AMENDABLE(
            "P161",
            "a change that comes too late",
            "Arms were handed out by the plan as it was. Units, design and seed decide who got which arm, and cannot change"
                    + " any more; what is analysed, and how, can, and the report says so.",
            "Put the former lines back, or begin another experiment in a folder of its own: copse run plan.toml --out DIR."),
    /// Files in the folder of an experiment that do not belong together.
    OTHER_PLAN(
            "P162",
            "the plan in the folder is not the one of the arms",
            "The record of the assignment holds the fingerprint of the plan by which arms were handed out. The copy of the"
                    + " plan beside it was edited or deleted, and the plan given is another one.",
            "Put the plan back as it was; it stands in the version control of your project, if you have one."),
    /// Arms that do not follow from their record.
    OTHER_ARMS(
            "P163",
            "the file of arms is not the one that was recorded",
            "The record of the assignment holds the fingerprint of the file of arms. The file there now is another one.",
            "Delete the file of arms: copse run writes it again, as it follows from the record. If arms were really changed,"
                    + " tell it in the report."),
    /// Arms that are gone and cannot be drawn again.
    ARMS_GONE(
            "P164",
            "arms that cannot be drawn again",
            "The file of arms is gone. The record proves them, but they follow from the data of the units too, which are gone"
                    + " or have changed.",
            "Put the file of arms back, or the data of the units as they were."),
    /// Arms without what proves them.
    RECORD_GONE(
            "P166",
            "arms whose record is gone",
            "A file of arms lies in the folder without its record. Arms may have been handed out by it, so it is not replaced.",
            "Put the record back. If these arms were never used, delete the file."),
    /// A plan that other commands carry out.
    OTHER_WAY(
            "P165",
            "a plan that copse run does not carry out",
            "Effects between units are estimated over their network, step by step, by `copse network`.",
            "Take the steps of docs/how-to/network-experiments.md with the design of the plan.");

    private final Explanation explanation;

    ExperimentCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }

    /// @param what names the thing
    /// @param why the reason
    /// @param fix something that works
    /// @return the exception to throw
    PlanException error(String what, String why, String fix) {
        return new PlanException(new Problem(code(), what, why, fix));
    }
}
