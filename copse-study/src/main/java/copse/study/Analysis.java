package copse.study;

import copse.error.Diagnostic;
import copse.estimate.FamilyAdjustment;
import copse.frame.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The analysis that a design implies: checks first, then the primary answer to each question with the reason
/// why the design implies it, other methods beside it, and what differs from what was recorded.
///
/// ```java
/// RecordedArms arms = RecordedArms.of(AssignmentRecord.read(path), file, schools);
/// Analysis analysis = Analysis.of(arms, pupils, AnalysisOptions.of("score"), JoinOptions.defaults());
/// analysis.answers().getFirst().primary().interval();
/// ```
///
/// @param planned what the record of the assignment holds
/// @param formula that was given, as printed; empty for the analysis that the design implies
/// @param checks what was looked at first, in order
/// @param answers one per outcome and pair of arms
/// @param adjustment for their number, as printed; empty for a single answer
/// @param deviations in what the analysis differs from what was recorded, in sentences; empty if in nothing
public record Analysis(
        Planned planned,
        Optional<String> formula,
        List<Check> checks,
        List<Answer> answers,
        Optional<String> adjustment,
        List<String> deviations) {
    /// Copies the lists.
    public Analysis {
        checks = List.copyOf(checks);
        answers = List.copyOf(answers);
        deviations = List.copyOf(deviations);
    }

    /// Cost: a pass over the rows to join them and one per outcome; then that of the methods, of which draws of
    /// randomisation tests and bootstraps take longest.
    ///
    /// @param arms who got which arm
    /// @param data rows of outcomes, as fine or finer than the units
    /// @param options what is asked
    /// @param join how rows find their units
    /// @return the analysis
    /// @throws copse.error.InputException `A104`–`A107`, `A110` if the data do not fit the assignment; `E1xx`
    ///     if an outcome is no number, is missing for a whole arm, or an arm has one unit
    /// @throws copse.error.PlanException `A108` if the analysis asked for is below the level of randomisation,
    ///     `A109` for a design that is analysed elsewhere, `A111`–`A113` if the question is none
    public static Analysis of(RecordedArms arms, Frame data, AnalysisOptions options, JoinOptions join) {
        return new Analyst(arms, data, options, join).analysis();
    }

    /// Several analyses of one experiment: outcomes that are analysed in different ways, adjusted together for
    /// their number.
    ///
    /// @param arms who got which arm
    /// @param data rows of outcomes
    /// @param questions at least one; all have the adjustment of the first
    /// @param join how rows find their units
    /// @return the answers of all in order, with each check once
    /// @throws copse.error.CopseException as [#of(RecordedArms, Frame, AnalysisOptions, JoinOptions)]; `A113`
    ///     if the adjustment is for arms against one control on one outcome
    public static Analysis of(RecordedArms arms, Frame data, List<AnalysisOptions> questions, JoinOptions join) {
        if (questions.size() == 1) {
            return of(arms, data, questions.getFirst(), join);
        }
        List<Analysis> all = questions.stream()
                .map(question -> of(arms, data, question, join))
                .toList();
        List<Answer> answers =
                all.stream().flatMap(analysis -> analysis.answers.stream()).toList();
        FamilyAdjustment adjust = questions.getFirst().test().adjust();
        return new Analysis(
                all.getFirst().planned,
                Optional.of(all.stream()
                                .flatMap(analysis -> analysis.formula.stream())
                                .distinct()
                                .collect(Collectors.joining("; ")))
                        .filter(formulas -> !formulas.isEmpty()),
                all.stream()
                        .flatMap(analysis -> analysis.checks.stream())
                        .distinct()
                        .toList(),
                Family.adjusted(answers, adjust),
                Optional.of(adjust.label()),
                all.stream()
                        .flatMap(analysis -> analysis.deviations.stream())
                        .distinct()
                        .toList());
    }

    /// @return all diagnostics: of the checks, then of the primary answers, each once
    public List<Diagnostic> diagnostics() {
        List<Diagnostic> all = new ArrayList<>();
        checks.forEach(check -> all.addAll(check.diagnostics()));
        for (Answer answer : answers) {
            all.addAll(answer.primary().diagnostics());
            answer.influence().ifPresent(influence -> all.addAll(influence.diagnostics()));
            answer.groups().forEach(of -> all.addAll(of.diagnostics()));
            answer.moderated().forEach(of -> all.addAll(of.diagnostics()));
            answer.compliance().ifPresent(of -> all.addAll(of.complierEffect().diagnostics()));
        }
        return all.stream().distinct().toList();
    }
}
