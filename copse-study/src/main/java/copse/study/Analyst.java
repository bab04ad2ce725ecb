package copse.study;

import copse.design.Clustered;
import copse.design.Design;
import copse.design.GraphClusters;
import copse.design.Schedule;
import copse.error.CopseException;
import copse.estimate.AttritionBounds;
import copse.estimate.BlockedMeans;
import copse.estimate.Bounds;
import copse.estimate.Compliance;
import copse.estimate.EffectEstimate;
import copse.estimate.EffectEstimator;
import copse.estimate.Experiment;
import copse.estimate.GroupEffects;
import copse.estimate.Influence;
import copse.estimate.MatchedPairs;
import copse.estimate.ModeratedEffect;
import copse.estimate.OutcomeKind;
import copse.estimate.Question;
import copse.estimate.RandomisationResult;
import copse.estimate.RandomisationSummary;
import copse.estimate.RandomisationTest;
import copse.estimate.Roles;
import copse.estimate.UnitMeans;
import copse.estimate.UnitTotals;
import copse.formula.Formula;
import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.frame.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Goes through an analysis in order: join, checks, primary answers, other methods, deviations.
final class Analyst {
    // Whole numbers with more values than this are amounts, such as ages; with fewer, labels of groups.
    private static final int MOST_GROUPS = 12;

    private static final String BLOCK = "block";
    private static final String PROBABILITY = "probability";

    private final RecordedArms arms;
    private final Frame data;
    private final AnalysisOptions options;
    private final JoinOptions join;
    private final List<Check> checks = new ArrayList<>();
    private final List<String> deviations = new ArrayList<>();

    Analyst(RecordedArms arms, Frame data, AnalysisOptions options, JoinOptions join) {
        this.arms = arms;
        this.data = data;
        this.options = options;
        this.join = join;
    }

    Analysis analysis() {
        requireOwnDesign();
        if (options.outcomes().isEmpty()) {
            throw StudyCode.BAD_QUESTION.refusal(
                    "no outcome was named",
                    "an effect is the effect on something",
                    "name a numeric column: --outcome COL, or a formula");
        }
        List<Contrast> contrasts = Contrast.all(arms.design(), options);
        JoinedRows joined = JoinedRows.of(arms, data, join);
        checks.addAll(arms.checks());
        checks.addAll(joined.checks());
        checks.addAll(new SampleChecks(joined).all());
        Optional<Schedule> schedule = arms.design().timetable();
        Frame rows = schedule.map(of -> Periods.withConditions(joined, of, options.period(), join))
                .orElse(joined.rows());
        List<Answer> answers = new ArrayList<>();
        for (String outcome : options.outcomes()) {
            for (Contrast contrast : contrasts) {
                answers.add(answer(joined, rows, outcome, contrast, answers.isEmpty()));
            }
        }
        deviations(joined);
        List<Answer> adjusted = Family.adjusted(
                answers,
                options.test().adjust(),
                () -> experiment(joined, rows, contrasts.getFirst())
                        .totals(answers.getFirst().question().withCovariates(List.of())));
        return new Analysis(
                Planned.of(arms.record()),
                options.formula().map(Formula::toString),
                checks,
                adjusted,
                answers.size() > 1 ? Optional.of(options.test().adjust().label()) : Optional.empty(),
                deviations);
    }

    private void requireOwnDesign() {
        Design design = arms.design();
        while (design instanceof Clustered clustered) {
            design = clustered.design();
        }
        if (design.isTwoStage() || design instanceof GraphClusters) {
            throw StudyCode.NETWORK_DESIGN.refusal(
                    "the arms come from a design for effects between units: `"
                            + arms.design().print() + "`",
                    "what a unit experiences depends on the arms around it, so a difference between arms mixes the"
                            + " effect of the treatment with that of treated neighbours",
                    "copse network estimate, which takes direct effects and spillovers apart");
        }
    }

    private Answer answer(JoinedRows joined, Frame rows, String outcome, Contrast contrast, boolean first) {
        Optional<FormulaModel> formula =
                options.formula().map(model -> new FormulaModel(model, contrast.part(), generalised()));
        List<String> covariates = formula.map(FormulaModel::covariates).orElse(options.covariates());
        covariates.forEach(rows::column);
        Question question = Question.of(outcome, contrast.treatment(), contrast.control())
                .withKind(kind(rows, outcome))
                .withHypothesis(options.test().hypothesis())
                .withLevel(options.test().level());
        if (contrast.part().equals(Contrast.CONDITION)) {
            if (first
                    && (!options.more().by().isEmpty()
                            || options.more().taken().isPresent()
                            || options.more().influence())) {
                checks.add(Check.noted(
                        "asked for more",
                        "groups, who took what, and single units are not looked at in designs over periods."));
            }
            return PeriodAnalysis.of(joined, rows, question.withCovariates(covariates), options, formula);
        }
        Experiment experiment = experiment(joined, rows, contrast);
        UnitTotals totals = experiment.totals(question);
        requireUnit(experiment, question);
        Setting setting = new Setting(
                arms.design(),
                experiment,
                totals,
                question.withCovariates(covariates),
                contrast.part(),
                joined.unitName(),
                block(experiment));
        requireTwoUnits(setting);
        if (first) {
            BalanceCheck.of(joined, contrast.part(), covariates).ifPresent(checks::add);
        }
        checks.add(Attrition.check(experiment, question, several() ? outcome : ""));
        return formula.isPresent() ? byFormula(setting, formula.get(), joined) : byDesign(setting);
    }

    /// What values an outcome has: as said, or as they look like.
    private OutcomeKind kind(Frame rows, String outcome) {
        return options.explained().kind().orElseGet(() -> OutcomeKind.of(rows.column(outcome)));
    }

    /// Whether a formula is that of a generalised model: only if a family was named, since it may have been
    /// planned as a linear one.
    private boolean generalised() {
        return options.explained()
                .kind()
                .filter(kind -> kind != OutcomeKind.NUMBER)
                .isPresent();
    }

    /// A mixed model would give an answer even then, taken from its assumptions alone.
    private static void requireTwoUnits(Setting setting) {
        UnitTotals totals = setting.totals();
        boolean one = totals.unitsIn(totals.units().armOf(setting.question().treatment())).length < 2
                || totals.unitsIn(totals.units().armOf(setting.question().control())).length < 2;
        if (one) {
            UnitMeans.welch().estimate(totals, setting.question().withCovariates(List.of()));
        }
    }

    private boolean several() {
        return options.outcomes().size() > 1;
    }

    /// Rows with the columns that estimators look for: with the whole randomisation if it is known and the arm
    /// is not one of several factors.
    private Experiment experiment(JoinedRows joined, Frame rows, Contrast contrast) {
        Frame with = rows;
        if (arms.assignment().isPresent() && arms.parts().size() == 1) {
            return Experiment.of(with, arms.assignment().get(), joined.position());
        }
        Roles roles = Roles.of(contrast.part()).withUnit(joined.unitName());
        if (joined.block().isPresent()) {
            roles = roles.withBlock(blockColumn());
        }
        if (arms.parts().size() == 1 && arms.columns().contains(PROBABILITY)) {
            Column probability = arms.column(PROBABILITY).select(joined.position());
            with = with.with(PROBABILITY, probability);
            roles = roles.withProbability(PROBABILITY);
        }
        return Experiment.observed(with, roles);
    }

    private String blockColumn() {
        return arms.blockName().orElse(BLOCK);
    }

    private Optional<String> block(Experiment experiment) {
        return experiment.units().blockName().isPresent() ? Optional.of(blockColumn()) : Optional.empty();
    }

    private Answer byDesign(Setting setting) {
        List<Choice> choices = Choice.of(setting, options);
        Attempts primary = Attempts.first(choices, setting);
        return done(
                setting,
                primary.choice().estimator(),
                primary.effect(),
                primary.choice().reason());
    }

    private Answer byFormula(Setting setting, FormulaModel model, JoinedRows joined) {
        if (setting.clustered() && !model.holds(setting.experiment().rows(), joined.unit())) {
            throw below(setting, "`" + model.formula() + "` takes rows as independent", model);
        }
        if (setting.block().isPresent() && !mentions(model.formula(), blockColumn())) {
            checks.add(Check.unmet(
                    "formula",
                    "leaves out the " + blockColumn() + " within which arms were handed out.",
                    StudyCode.BLOCKS_LEFT_OUT.diagnostic(blockColumn(), 0, 0)));
        }
        if (setting.question().kind() == OutcomeKind.BINARY && !model.generalised()) {
            checks.add(Check.noted(
                    "family",
                    "`" + setting.question().outcome()
                            + "` is yes or no, and the formula was fitted as a linear model of"
                            + " its share; for a logistic model: --family binomial."));
        }
        EffectEstimate primary = model.estimate(setting.experiment(), setting.question());
        return done(setting, model, primary, "the formula asks for it, and holds what was randomised");
    }

    private static boolean mentions(Formula formula, String column) {
        return formula.columns().contains(column);
    }

    private RuntimeException below(Setting setting, String what, FormulaModel model) {
        String name = setting.unit().matches("[A-Za-z.]\\w*") ? setting.unit() : "`" + setting.unit() + "`";
        return below(setting, what, "'" + model.formula() + " + (1 | " + name + ")'");
    }

    private RuntimeException below(Setting setting, String what, String fix) {
        Setting plain = new Setting(
                setting.design(),
                setting.experiment(),
                setting.totals(),
                setting.question().withCovariates(List.of()),
                setting.part(),
                setting.unit(),
                setting.block());
        EffectEstimate honest =
                Attempts.first(Choice.ofStandardErrors(plain), plain).effect();
        BelowRandomisation off = BelowRandomisation.of(setting.totals(), plain.question(), honest);
        return StudyCode.BELOW_RANDOMISATION.refusal(
                what + ", but `" + setting.unit() + "` was randomised", off.words(), fix);
    }

    private Answer done(Setting setting, EffectEstimator chosen, EffectEstimate primary, String reason) {
        List<Attempt> sensitivity = new ArrayList<>();
        Optional<RandomisationSummary> randomisation = Optional.empty();
        for (Method method : methods(setting)) {
            EffectEstimator estimator = method.estimator(setting, options);
            try {
                EffectEstimate effect;
                if (estimator instanceof RandomisationTest test) {
                    UnitTotals totals = test.totals(setting.experiment(), setting.question());
                    RandomisationResult result = test.result(totals, setting.question());
                    randomisation = Optional.of(result.summary());
                    effect = test.effect(result, totals, setting.question());
                } else {
                    effect = estimator.estimate(setting.experiment(), setting.question());
                }
                if (!effect.method().equals(primary.method())) {
                    sensitivity.add(new Attempt.Done(method.label(setting), effect));
                }
            } catch (CopseException e) {
                sensitivity.add(new Attempt.Refused(method.label(setting), e.problem()));
            }
        }
        return new Answer(
                setting.question(),
                sample(setting, needed(setting, chosen)),
                reason + ".",
                primary,
                OptionalDouble.empty(),
                sensitivity,
                options.more().by().stream()
                        .filter(column -> !isAmount(setting, column))
                        .map(column -> GroupEffects.of(setting.experiment(), setting.question(), column))
                        .toList(),
                options.more().by().stream()
                        .filter(column -> isAmount(setting, column))
                        .map(column -> ModeratedEffect.of(setting.experiment(), setting.question(), column))
                        .toList(),
                bounds(setting),
                options.more().taken().map(column -> compliance(setting, column)),
                options.more().influence()
                        ? Optional.of(Influence.of(chosen, setting.experiment(), setting.question()))
                        : Optional.empty(),
                randomisation);
    }

    /// Lee's bounds where outcomes are missing, and the check that says why there are none if they cannot be
    /// had.
    private Optional<Bounds> bounds(Setting setting) {
        UnitTotals totals = setting.totals();
        Question question = setting.question().withCovariates(List.of());
        boolean missing = Stream.of(question.treatment(), question.control())
                .anyMatch(arm -> totals.missing(totals.units().armOf(arm)) > 0);
        if (!missing) {
            return Optional.empty();
        }
        try {
            return Optional.of(AttritionBounds.lee(setting.experiment(), question));
        } catch (CopseException e) {
            checks.add(Check.noted(
                    "bounds", "none for missing outcomes: " + e.problem().what() + "."));
            return Optional.empty();
        }
    }

    /// A margin as wide as the outcome is in another unit.
    private static void requireUnit(Experiment experiment, Question question) {
        if (experiment.rows().column(question.outcome()) instanceof NumericColumn outcome) {
            DoubleSummaryStatistics range = Arrays.stream(outcome.present()).summaryStatistics();
            question.hypothesis().requireUnit(question.outcome(), range.getMin(), range.getMax());
        }
    }

    /// Whether a column's numbers are amounts, not labels of groups: fractions, or many different ones.
    private static boolean isAmount(Setting setting, String name) {
        return setting.experiment().rows().column(name) instanceof NumericColumn column
                && (!column.isWhole()
                        || Arrays.stream(column.present())
                                        .distinct()
                                        .limit(MOST_GROUPS + 1L)
                                        .count()
                                > MOST_GROUPS);
    }

    private static Compliance compliance(Setting setting, String column) {
        setting.experiment().rows().column(column);
        return Compliance.of(setting.experiment(), setting.question().withCovariates(List.of()), column);
    }

    private List<Method> methods(Setting setting) {
        if (options.sensitivity().estimators().isEmpty()) {
            return Method.suitable(setting);
        }
        List<Method> methods =
                options.sensitivity().estimators().stream().map(Method::of).toList();
        if (methods.contains(Method.ROWS) && setting.clustered()) {
            throw below(
                    setting, "the estimator `rows` takes rows as independent", "leave it out: --estimators means,cr2");
        }
        return methods;
    }

    /// What a row must have to be in the primary analysis: differences in means take no covariates.
    private static List<String> needed(Setting setting, EffectEstimator chosen) {
        Stream<String> others = switch (chosen) {
            case FormulaModel model -> model.formula().columns().stream();
            case UnitMeans _, BlockedMeans _, MatchedPairs _ -> Stream.empty();
            default -> setting.question().covariates().stream();
        };
        return Stream.concat(Stream.of(setting.question().outcome()), others)
                .distinct()
                .toList();
    }

    /// @param needed columns without which a row is not in the primary analysis, the outcome first
    private static Sample sample(Setting setting, List<String> needed) {
        UnitTotals totals = setting.totals();
        int[] compared = {
            totals.units().armOf(setting.question().control()),
            totals.units().armOf(setting.question().treatment())
        };
        double icc = Anova.of(totals, compared).icc();
        return Sample.of(
                setting.experiment().rows(),
                setting.unit(),
                setting.part(),
                List.of(setting.question().control(), setting.question().treatment()),
                needed,
                setting.clustered() && Double.isFinite(icc) ? OptionalDouble.of(icc) : OptionalDouble.empty());
    }

    /// In what the analysis differs from what the record holds.
    private void deviations(JoinedRows joined) {
        Map<String, Check> byName =
                checks.stream().collect(Collectors.toMap(Check::name, check -> check, (a, _) -> a, LinkedHashMap::new));
        byName.forEach((name, check) -> {
            boolean deviates = check.verdict() != Check.Verdict.MET
                    && (name.endsWith(" lost")
                            || name.equals("join")
                            || name.equals("design")
                            || name.equals("formula")
                            || name.equals("outcomes"));
            if (deviates) {
                deviations.add(Words.capital(name) + ": " + check.finding());
            }
        });
        if (joined.byCluster()) {
            deviations.add("Rows were joined by `" + joined.key()
                    + "`: whether they are of the units that were assigned is" + " not known.");
        }
    }
}
