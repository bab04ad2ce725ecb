package copse.cli;

import copse.error.Problem;
import copse.error.Suggestion;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Help pages, and picocli's complaints in the words of copse.
final class Usage {
    private Usage() {}

    /// The same outline for the help of every command: options in the order of their fields, those that all commands
    /// have at the end.
    ///
    /// @param line a command with its commands. *Modified.*
    static void layOut(CommandLine line) {
        line.getCommandSpec()
                .usageMessage()
                .synopsisHeading("%nUsage: ")
                .abbreviateSynopsis(true)
                .parameterListHeading("%nArguments:%n")
                .optionListHeading("%nOptions:%n")
                .footerHeading("%nExamples:%n")
                .sortOptions(false);
        line.getSubcommands().values().forEach(Usage::layOut);
    }

    static void print(Terminal terminal, CommandLine line, PrintStream to) {
        line.setUsageHelpWidth(Math.clamp(terminal.width(), 80, 120));
        line.usage(to, terminal.colour() ? Ansi.ON : Ansi.OFF);
        to.flush();
    }

    /// @param e what picocli found
    /// @return the same as a problem with a fix
    static Problem problem(ParameterException e) {
        CommandSpec spec = e.getCommandLine().getCommandSpec();
        return switch (e) {
            case UnmatchedArgumentException unmatched -> unmatched(spec, unmatched);
            case MissingParameterException missing -> missing(spec, missing);
            default -> badValue(spec, e);
        };
    }

    private static Problem unmatched(CommandSpec spec, UnmatchedArgumentException e) {
        String word = e.getUnmatched().getFirst();
        if (word.startsWith("-") && word.length() > 1) {
            String option = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            List<String> known = spec.options().stream()
                    .flatMap(known1 -> Arrays.stream(known1.names()))
                    .toList();
            return problem(
                    CliCode.UNKNOWN_OPTION,
                    "unknown option `" + option + "`",
                    "`" + spec.qualifiedName() + "` has no such option",
                    Suggestion.didYouMean(option, known, spec.qualifiedName() + " --help lists its options"));
        }
        if (spec.parent() == null) {
            return problem(
                    CliCode.UNKNOWN_COMMAND,
                    "unknown command `" + word + "`",
                    "the commands are " + String.join(", ", Commands.ALL.keySet()),
                    Suggestion.didYouMean(word, Commands.ALL.keySet(), "copse --help says what each of them does"));
        }
        if (!spec.subcommands().isEmpty()) {
            return problem(
                    CliCode.BAD_VALUE,
                    "`" + spec.qualifiedName() + "` cannot do `" + word + "`",
                    "it knows " + String.join(", ", spec.subcommands().keySet()),
                    Suggestion.didYouMean(word, spec.subcommands().keySet(), spec.qualifiedName() + " --help"));
        }
        boolean formula = spec.positionalParameters().stream()
                .anyMatch(p -> p.paramLabel().equals("FORMULA"));
        return problem(
                CliCode.TOO_MANY_ARGUMENTS,
                "`" + word + "` is an argument too many",
                formula
                        ? "the shell splits a formula that is not quoted at its blanks"
                        : "`" + spec.qualifiedName() + "` takes "
                                + spec.positionalParameters().size() + " arguments",
                formula ? "put the formula in single quotes: 'y ~ x + (1 | g)'" : spec.qualifiedName() + " --help");
    }

    private static Problem missing(CommandSpec spec, MissingParameterException e) {
        List<String> names = e.getMissing().stream().map(Usage::name).toList();
        return problem(
                CliCode.MISSING_ARGUMENT,
                "missing " + String.join(" and ", names),
                e.getMissing().stream().anyMatch(ArgSpec::isOption)
                        ? "an option that takes a value was given none, or a needed one is absent"
                        : "`" + spec.qualifiedName() + "` cannot work without",
                example(spec));
    }

    private static Problem badValue(CommandSpec spec, ParameterException e) {
        ArgSpec arg = e.getArgSpec();
        String value = e.getValue();
        if (arg == null || value == null) {
            return problem(CliCode.BAD_VALUE, String.valueOf(e.getMessage()), "", spec.qualifiedName() + " --help");
        }
        Object[] constants = arg.type().getEnumConstants();
        if (constants != null) {
            List<String> known = Arrays.stream(constants).map(Object::toString).toList();
            return problem(
                    CliCode.BAD_VALUE,
                    name(arg) + " cannot be `" + value + "`",
                    "it is one of " + String.join(", ", known),
                    Suggestion.didYouMean(value, known, name(arg) + " " + known.getFirst()));
        }
        boolean number = arg.type().isPrimitive() || Number.class.isAssignableFrom(arg.type());
        return problem(
                CliCode.BAD_VALUE,
                name(arg) + " cannot be `" + value + "`",
                number ? "a number is wanted" : String.valueOf(e.getMessage()),
                spec.qualifiedName() + " --help shows examples");
    }

    private static String name(ArgSpec arg) {
        return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
    }

    private static String example(CommandSpec spec) {
        String[] footer = spec.usageMessage().footer();
        return footer.length == 0 ? spec.qualifiedName() + " --help" : "for example: " + footer[0].strip();
    }

    private static Problem problem(CliCode code, String what, String why, String fix) {
        return new Problem(code.code(), what, why, fix);
    }
}
