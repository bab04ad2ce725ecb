package copse.plan;

import copse.estimate.FamilyAdjustment;
import copse.estimate.Hypothesis;
import copse.estimate.Hypothesis.Direction;
import copse.frame.NumericColumn;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads `[test]`: level, sides, alternative, margin.
final class TestReader {
    /// What is to be shown.
    enum Alternative {
        /// A difference, in either direction.
        TWO_SIDED,
        /// Better, perhaps by a margin.
        SUPERIORITY,
        /// Not worse by a margin.
        NON_INFERIORITY,
        /// The same within a margin.
        EQUIVALENCE;

        /// @param hypothesis any
        /// @return what it is to show
        static Alternative of(Hypothesis hypothesis) {
            return switch (hypothesis) {
                case Hypothesis.Equality _ -> TWO_SIDED;
                case Hypothesis.Superiority _ -> SUPERIORITY;
                case Hypothesis.NonInferiority _ -> NON_INFERIORITY;
                case Hypothesis.Equivalence _ -> EQUIVALENCE;
            };
        }
    }

    private final Section table;
    private final Optional<Direction> usual;

    private TestReader(Section table, Optional<Direction> usual) {
        this.table = table;
        this.usual = usual;
    }

    /// @param top of a plan
    /// @return the test
    static TestPlan read(Section top) {
        return new TestReader(top.table("test"), Optional.empty()).test();
    }

    /// @param outcome table of an outcome
    /// @param test of the plan, which says what is to be shown
    /// @return the same with the margin and direction of this outcome; empty if it has none of its own
    static Optional<Hypothesis> read(Section outcome, TestPlan test) {
        if (!outcome.has("margin") && !outcome.has("better")) {
            return Optional.empty();
        }
        Optional<Direction> usual = switch (test.hypothesis()) {
            case Hypothesis.Superiority(double _, Direction better) -> Optional.of(better);
            case Hypothesis.NonInferiority(double _, Direction better) -> Optional.of(better);
            case Hypothesis.Equality _, Hypothesis.Equivalence _ -> Optional.empty();
        };
        return new TestReader(outcome, usual).hypothesis(Alternative.of(test.hypothesis()));
    }

    private TestPlan test() {
        double alpha = table.number("alpha", value -> value > 0 && value < 0.5, "above 0 and below 0.5", TestPlan.ALPHA)
                .orElse(TestPlan.ALPHA);
        FamilyAdjustment adjust = table.choice("adjust", FamilyAdjustment.values(), FamilyAdjustment.HOLM);
        return new TestPlan(alpha, hypothesis().orElse(Hypothesis.noDifference()), adjust);
    }

    private Optional<Hypothesis> hypothesis() {
        Optional<Long> sides = table.whole("sides", 1, 2);
        if (sides.filter(number -> number > 2).isPresent()) {
            table.wrong(
                    PlanCode.OUT_OF_RANGE,
                    "sides",
                    "`sides` cannot be " + sides.get(),
                    "a test has one side or two",
                    "write `sides = 2`");
            return Optional.empty();
        }
        boolean oneSided = sides.equals(Optional.of(1L));
        Alternative alternative = table.choice(
                "alternative", Alternative.values(), oneSided ? Alternative.SUPERIORITY : Alternative.TWO_SIDED);
        boolean hasSides = sides.isPresent() && table.has("alternative");
        boolean two = alternative == Alternative.TWO_SIDED || alternative == Alternative.EQUIVALENCE;
        if (hasSides && two == oneSided) {
            table.wrong(
                    PlanCode.CONTRADICTION,
                    "sides",
                    "`sides = " + sides.get() + "` with `alternative = \"" + Section.word(alternative) + "\"`",
                    "the alternative says by itself how many sides the test has",
                    "remove `sides`");
            return Optional.empty();
        }
        return hypothesis(alternative);
    }

    private Optional<Hypothesis> hypothesis(Alternative alternative) {
        List<Double> margins = table.numbers("margin", "0.5");
        boolean one = alternative == Alternative.SUPERIORITY || alternative == Alternative.NON_INFERIORITY;
        double least = alternative == Alternative.NON_INFERIORITY ? Double.MIN_VALUE : 0;
        if (one && margins.size() == 1 && margins.getFirst() < least) {
            double margin = margins.getFirst();
            table.wrong(
                    PlanCode.OUT_OF_RANGE,
                    "margin",
                    "`margin` cannot be " + NumericColumn.format(margin),
                    margin == 0
                            ? "not worse by 0 or more is the same as better"
                            : "a margin is a size, without a sign; `better` says in which direction it lies",
                    margin == 0
                            ? "write `alternative = \"superiority\"`, or the loss that could be borne"
                            : "write `margin = " + NumericColumn.format(-margin) + "`");
            return Optional.empty();
        }
        return switch (alternative) {
            case TWO_SIDED -> twoSided(margins);
            case SUPERIORITY ->
                better(margins)
                        .flatMap(better -> of(
                                () -> new Hypothesis.Superiority(margins.isEmpty() ? 0 : margins.getFirst(), better)));
            case NON_INFERIORITY ->
                margin(margins)
                        .flatMap(margin -> better(margins)
                                .flatMap(better -> of(() -> new Hypothesis.NonInferiority(margin, better))));
            case EQUIVALENCE -> equivalence(margins);
        };
    }

    private Optional<Hypothesis> of(Supplier<Hypothesis> hypothesis) {
        return table.refusable("margin", "", hypothesis);
    }

    private Optional<Hypothesis> twoSided(List<Double> margins) {
        if (!margins.isEmpty()) {
            table.wrong(
                    PlanCode.CONTRADICTION,
                    "margin",
                    "a margin for a two-sided test",
                    "a difference is held against 0",
                    "write `alternative = \"superiority\"` and which way is `better`, or \"equivalence\"");
        }
        if (table.has("better")) {
            table.wrong(
                    PlanCode.CONTRADICTION,
                    "better",
                    "`better` for a two-sided test",
                    "it looks for a difference in either direction",
                    "remove the line, or write `sides = 1`");
        }
        return Optional.of(Hypothesis.noDifference());
    }

    private Optional<Double> margin(List<Double> margins) {
        if (margins.isEmpty()) {
            table.missing("margin", "how much worse could be borne cannot be guessed", "margin = 0.5");
        }
        return margins.stream().findFirst();
    }

    private Optional<Direction> better(List<Double> margins) {
        if (margins.size() > 1) {
            table.wrong(
                    PlanCode.WRONG_TYPE,
                    "margin",
                    "`margin` has " + margins.size() + " numbers",
                    "the test has one side",
                    "write `margin = " + NumericColumn.format(margins.getFirst()) + "`");
            return Optional.empty();
        }
        if (!table.has("better") && usual.isPresent()) {
            return usual;
        }
        if (!table.has("better")) {
            table.missing("better", "a test of one side needs to know which", "better = \"higher\"");
            return Optional.empty();
        }
        return Optional.of(table.choice("better", Direction.values(), Direction.HIGHER));
    }

    private Optional<Hypothesis> equivalence(List<Double> margins) {
        if (table.has("better")) {
            table.wrong(
                    PlanCode.CONTRADICTION,
                    "better",
                    "`better` for a test of equivalence",
                    "neither direction is better: the effect lies between two margins",
                    "remove the line");
            return Optional.empty();
        }
        return switch (margins.size()) {
            case 0 -> {
                margin(margins);
                yield Optional.empty();
            }
            case 1 -> of(() -> Hypothesis.within(margins.getFirst()));
            case 2 -> of(() -> new Hypothesis.Equivalence(margins.getFirst(), margins.getLast()));
            default -> {
                table.wrong(
                        PlanCode.WRONG_TYPE,
                        "margin",
                        "`margin` has " + margins.size() + " numbers",
                        "the same within one margin, or between two",
                        "write `margin = [-0.5, 0.5]`");
                yield Optional.empty();
            }
        };
    }
}
