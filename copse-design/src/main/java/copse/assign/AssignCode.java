package copse.assign;

import copse.error.DesignException;
import copse.error.Explained;
import copse.error.Explanation;
import copse.error.Problem;

/// What can be wrong with assignments that are kept: records, ledgers, arrivals.
public enum AssignCode implements Explained {
    /// A file that is no record.
    NO_RECORD(
            "D301",
            "a file that is no record of an assignment",
            "The record is the JSON file that `copse assign` writes beside the arms. This file is something else, or it"
                    + " was cut off, or cannot be read.",
            "Check the name: the record of `arms.csv` is `arms.json`."),

    /// A record that a later version wrote.
    NEWER_RECORD(
            "D302",
            "a record of a later version of copse",
            "The schema of the record is newer than what this version knows, so that it could miss something that"
                    + " matters.",
            "Use the version of copse that the record names, or a later one."),

    /// A record that lacks something.
    BROKEN_RECORD(
            "D303",
            "a record that lacks something",
            "Every field of the schema has to be there, of the right type. A field that is not was removed or altered"
                    + " after the record was written.",
            "Take the record from a backup."),

    /// A record where there is one already.
    RECORD_EXISTS(
            "D304",
            "the record is already there",
            "A record proves an assignment that may be under way, so it is not overwritten by chance.",
            "Choose another name, or say `--force` if the assignment was never used."),

    /// A record that could not be written.
    RECORD_NOT_WRITTEN(
            "D305",
            "the record could not be written",
            "The file system refused: rights, space, a folder that is not there. No part of a record was left behind.",
            "The message has the reason of the operating system."),

    /// The record is not as it was written.
    RECORD_EDITED(
            "D311",
            "the record was edited",
            "A record carries a SHA-256 over its own content. That of this record does not fit.",
            "Take the record from a backup, or from the one you handed it to when you assigned."),

    /// Another version of the algorithm.
    OTHER_ALGORITHM(
            "D312",
            "another version of the algorithm",
            "How a seed becomes arms has changed since, so that this version gives other arms from the same seed. That"
                    + " proves nothing for or against the record.",
            "Replay with the version of copse that the record names."),

    /// The design is not the recorded one.
    DESIGN_EDITED(
            "D313",
            "the text of the design was altered",
            "The record has the design as text, as a tree, and as a fingerprint. They do not agree.",
            "Take the record from a backup."),

    /// Units have come or gone.
    UNITS_DIFFER(
            "D314",
            "other units than those assigned",
            "Arms are a function of all units together: one more or less changes the arms of others.",
            "Replay with the data as they were; the record has the SHA-256 of the file."),

    /// A column is not as it was.
    COLUMN_DIFFERS(
            "D315",
            "a column that the design reads has changed",
            "The design reads this column, and its values are not those at the time of the assignment.",
            "Replay with the data as they were; the record has the SHA-256 of the file."),

    /// The data cannot be assigned.
    NOT_ASSIGNABLE(
            "D316",
            "the design cannot be carried out on the data",
            "It could when the record was written, so the data have changed since.",
            "Replay with the data as they were; the record has the SHA-256 of the file."),

    /// Arms in the file are not those that follow.
    ARMS_EDITED(
            "D317",
            "the file of arms was edited",
            "The arms in the file are not those that follow from the record.",
            "The message names the units; the arms that follow are the ones that were drawn."),

    /// The recorded arms do not follow.
    NOT_FOLLOWING(
            "D318",
            "the arms do not follow from the record",
            "Design, data, seed and version are those of the record, and give other arms than the ones recorded. The arms"
                    + " were not drawn as the record says.",
            "Do not rely on this assignment."),

    /// No ledger where one should be.
    NO_LEDGER(
            "D330",
            "no ledger there",
            "The ledger is a text file that `copse enroll LEDGER --new` makes. There is no such file, or it is something"
                    + " else, or it may not be read or written.",
            "Check the path; or make a ledger: copse enroll trial.ledger --new --design 'blocks(sizes: 4, 6)' --seed 1"),

    /// A line in the middle that is cut off.
    CUT_OFF(
            "D331",
            "a line of the ledger is cut off in the middle of the file",
            "A last line that is cut off comes from a process that was killed; its arm was never shown, and the next"
                    + " enrolment cuts it away. In the middle of the file no interruption can do this: the file was"
                    + " edited, or copied incompletely.",
            "Take the ledger from a backup. Lines before the one named are as they were written."),

    /// A line that is not what was written.
    ALTERED(
            "D332",
            "a line of the ledger is not what was written",
            "Each line carries a SHA-256 over itself and all lines before. That of the line named does not fit: it was"
                    + " altered, or lines before it were taken out, put in or exchanged.",
            "Take the ledger from a backup. Lines before the one named are as they were written."),

    /// A ledger of another version.
    OTHER_VERSION(
            "D333",
            "a ledger of another version",
            "The same seed and order of arrival give other arms in another version of the algorithm, so that arms of the"
                    + " two must not be mixed.",
            "Go on with the version of copse that the ledger names."),

    /// Another rule than the ledger's.
    OTHER_RULE(
            "D334",
            "another rule than the ledger's",
            "Rule and seed are fixed when the ledger is made; changing them on the way would let someone choose arms.",
            "Leave out --design and --seed: the ledger knows them."),

    /// An arrival without an attribute that the rule reads.
    MISSING_ATTRIBUTE(
            "D335",
            "an arrival without an attribute that the rule needs",
            "The rule keeps arms balanced within values of this attribute, so each arrival has to have one.",
            "Give it: --attribute site=north, or a column of this name in the file of arrivals."),

    /// A value that the ledger has not seen.
    NEW_VALUE(
            "D336",
            "an attribute has a value that the ledger does not know",
            "A value that is mistyped would start a stratum of its own, and an enrolment cannot be taken back. So values"
                    + " are declared when the ledger is made, or said to be new when they first come.",
            "Correct the value; or, if it really is new, add --new-values."),

    /// An id or a value that cannot be kept.
    BAD_TEXT(
            "D337",
            "an id or a value that cannot be kept",
            "Ids and values are compared character by character. An empty one names nobody; blanks at the ends and"
                    + " control characters cannot be seen, so that a unit could be enrolled twice.",
            "Remove blanks and control characters, fill in what is empty."),

    /// A ledger that could not be written.
    NOT_WRITTEN(
            "D338",
            "the ledger could not be written",
            "The disk is full, or failed. An arm is shown only when its line is on the disk, so none was shown; whatever"
                    + " was written in part has been taken back, or is cut away by the next enrolment.",
            "Make room and enrol again."),

    /// An arm that does not follow.
    DOES_NOT_FOLLOW(
            "D339",
            "an arm does not follow from the ledger",
            "Every arm follows from rule, seed and order of arrival. This one is another, though the line's SHA-256 is"
                    + " right: somebody has written the line, and the chain, anew.",
            "Take the ledger from a backup; compare with what was noted of it, and with the arms that were carried out."),

    /// A rule that cannot be carried out one arrival at a time.
    BAD_RULE(
            "D340",
            "a rule that cannot be carried out",
            "Arrivals are assigned one at a time, by a rule that needs nothing of those to come: permuted blocks,"
                    + " minimisation, a biased coin, a plain coin; arms in a ratio of small whole numbers.",
            "For example `blocks(sizes: 4, 6, by: site)` or `minimise(on: sex, age_group, p: 0.8)`."),

    /// A ledger that another process holds.
    IN_USE(
            "D341",
            "another process holds the ledger",
            "Each enrolment locks the ledger for a few milliseconds. It stayed locked, so a process that uses it hangs or"
                    + " was stopped.",
            "Find the process (`lsof LEDGER`) and end it; nothing is lost by that."),

    /// A ledger that is there already.
    ALREADY_THERE(
            "D342",
            "the file is there already",
            "A new ledger never replaces a file.",
            "Leave out --new to enrol into the ledger, or give another name."),

    /// An id that is there with other attributes.
    OTHER_ATTRIBUTES(
            "D343",
            "an id is there with other attributes",
            "An id that is enrolled again gets its arm again. With other attributes it is more likely that two units have"
                    + " the same id.",
            "Correct the attribute or the id; without attributes the arm of an id is shown whatever they are."),

    /// An attribute that the rule does not read.
    UNKNOWN_ATTRIBUTE(
            "D344",
            "an attribute that the rule does not read",
            "The ledger keeps only what the rule needs: the attributes named in `by:` or `on:`.",
            "Leave it out, or correct its name."),

    /// Diagnostic: a last line was cut away.
    REPAIRED(
            "ledger-repaired",
            "a last line that was cut off has been taken away",
            "A process was killed, or the machine stopped, while it wrote the line. Its arm was never shown.",
            "Nothing needs to be done. If the unit has arrived, enrol it again.");

    private final Explanation explanation;

    AssignCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }

    /// @param what names the thing
    /// @param why the reason, or the empty text
    /// @param fix something that works
    /// @return the exception to throw
    DesignException error(String what, String why, String fix) {
        return new DesignException(new Problem(code(), what, why, fix));
    }
}
