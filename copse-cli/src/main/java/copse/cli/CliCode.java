package copse.cli;

import copse.error.Explained;
import copse.error.Explanation;

/// What can be wrong with a command line, or with the machine it runs on.
public enum CliCode implements Explained {
    /// An option that the command does not have.
    UNKNOWN_OPTION(
            "U101",
            "unknown option",
            "The command has no option of this name. Options belong to one command; `--help` after the command lists them.",
            "Check the spelling, or run the command with --help."),
    /// A first word that is no command.
    UNKNOWN_COMMAND(
            "U102",
            "unknown command",
            "The first word after `copse` names what to do, and there is no such command.",
            "Run `copse --help` for the list of commands."),
    /// An argument or option that must be there is not.
    MISSING_ARGUMENT(
            "U103",
            "something is missing on the command line",
            "The command needs an argument or an option that was not given.",
            "Run the command with --help; its examples can be pasted."),
    /// A value that an option cannot have.
    BAD_VALUE(
            "U104",
            "an option has a value that it cannot have",
            "The option wants another kind of value: a number, one of a few words, or COLUMN=VALUES.",
            "Run the command with --help for what the option takes. Quote values that hold blanks or `|`."),
    /// Options that exclude each other.
    CONFLICT(
            "U105",
            "options that exclude each other",
            "Two of the options or arguments given ask for different things.",
            "Leave one of them out."),
    /// More arguments than the command takes.
    TOO_MANY_ARGUMENTS(
            "U106",
            "an argument too many",
            "The command takes fewer arguments than were given. Often a formula was not quoted, so that the shell split it at its blanks.",
            "Put the formula in single quotes: copse fit 'y ~ x + (1 | g)' data.csv"),
    /// A code that no catalogue has.
    UNKNOWN_CODE(
            "U107",
            "no such code",
            "`copse explain` knows the codes that stand in brackets after `error`, and the words before diagnostics.",
            "Run `copse explain` for all of them."),
    /// The file that a result should go to cannot be written.
    CANNOT_WRITE(
            "U108",
            "a file cannot be written",
            "The folder does not exist, is not writable, or the disk is full. Nothing is left half-written.",
            "Give another path after --out."),
    /// A file that should be a saved result is not.
    NOT_A_RESULT(
            "U109",
            "not a saved result",
            "The command wants a file that `copse fit … --out FILE` wrote. This one is something else, was cut off, or comes from a version that wrote another schema.",
            "Fit the model again with --out FILE."),
    /// A file of arms, or its record, that is there already.
    FILE_EXISTS(
            "U110",
            "a file that is not replaced",
            "The file of an assignment, or the record that proves it, is there already. It may be under way, so it is not"
                    + " replaced by chance.",
            "Give another name after --out, or add --force if the assignment there was never used."),
    /// A run that would be lost.
    RUN_EXISTS(
            "U111",
            "a run that is not replaced",
            "The folder given after --out holds the draws of another run. They may have taken long, so they are not replaced"
                    + " by chance.",
            "Give another folder after --out, or add --force. A run that was stopped goes on: copse bayes --resume DIR."),
    /// A run that cannot go on.
    NOT_RESUMABLE(
            "U112",
            "a run that cannot go on",
            "The data changed since the run began, or a file of its folder was damaged, so that what would be drawn now does"
                    + " not belong to what was drawn before.",
            "Run the command again with --out and a new folder; it stands in settings.json of the old one."),
    /// Edges that changed after arms were handed out.
    OTHER_EDGES(
            "U113",
            "other edges than at the assignment",
            "The record of an assignment has the fingerprint of the edge list that clusters were made from. The file"
                    + " there now is another one. Exposures and their probabilities follow from the edges.",
            "Put the former file back. If the present edges are meant, as where friendships were counted anew, name them"
                    + " with --edges."),
    /// A file that should be the record of a run is not.
    NOT_A_RUN(
            "U114",
            "not the record of a run",
            "`copse rerun` wants the run.json that a command with --out left beside its result. This file is something"
                    + " else, or was cut off.",
            "Name the run.json that lies beside a result; make the result with --out FILE."),
    /// A run that cannot be made again.
    NOT_REPEATABLE(
            "U115",
            "a run that cannot be made again",
            "The command of a run.json worked when it was recorded, and fails now. Its data may have moved or changed, or"
                    + " this version of copse refuses what an earlier one let pass.",
            "Put back what is missing, and repeat from the folder in which the command was given first."),
    /// Somebody else is at work in the folder of an experiment.
    LOCKED(
            "U116",
            "another copse is at work there",
            "`copse run` works in the folder of an experiment alone: two at a time could hand out arms twice. The lock ends"
                    + " with the process that holds it.",
            "Wait until the other one is done."),
    /// The heap is too small.
    HEAP(
            "U201",
            "the heap is too small",
            "Java was given less memory than the data and the result need. Memory for fitting grows with columns and group levels, not with rows, if rows are streamed (`copse fit --stream`).",
            "Allow more: COPSE_JAVA_OPTS=-Xmx4g copse …, or use --stream."),
    /// A bug.
    INTERNAL(
            "U202",
            "internal error",
            "This is a bug in copse, or in a library it uses; nothing you did should be answered like this.",
            "Run again with --debug and report the output, the command and, if you can, a small data file."),
    /// Diagnostics under `--strict`.
    STRICT(
            "U203",
            "diagnostics unmet",
            "The result is there, but one of its diagnostics is not met, and --strict turns that into exit code 4.",
            "Read the diagnostics; each says what it means and what to do. Without --strict the exit code is 0.");

    private final Explanation explanation;

    CliCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }
}
