package copse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import copse.bayes.Priors;
import copse.design.Design;
import copse.estimate.FamilyAdjustment;
import copse.estimate.Hypothesis;
import copse.estimate.Hypothesis.Direction;
import copse.estimate.OutcomeKind;
import copse.exposure.Exposure;
import copse.family.Family;
import copse.formula.Formula;
import copse.power.Attrition;
import copse.power.EffectSize;
import copse.scenario.CallCenter;
import copse.study.Method;
import copse.test.Cases;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlanPropertyTest {
    private static final List<String> DESIGNS = List.of(
            "complete()",
            "simple(arms: a, b, c)",
            "clustered(stratified(by: region, quantiles(size, 4)), by: \"the school\")",
            "rerandomised(pairs(on: x=2, y), on: x, accept: 0.01)",
            "factorial(method: old, new; room: small=2, large=1)",
            "saturation(by: village, levels: 0=2, 0.25=1, 0.75=1)",
            "wedge(sequences: 4, by: region)",
            "graph_clusters(clusters: net(radius: 2))");

    private static final List<String> TEXTS = List.of(
            "plain",
            "with \"quotes\" and \\ backslash",
            "new\nline\ttab",
            "结果是什么？",
            "# no comment",
            "it's",
            "\u0001\u007f");

    private static <T> T one(SplittableRandom random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static <T> Optional<T> maybe(SplittableRandom random, T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    private static OptionalDouble number(SplittableRandom random, double least, double most) {
        return random.nextBoolean() ? OptionalDouble.of(random.nextDouble(least, most)) : OptionalDouble.empty();
    }

    private static TableSource source(SplittableRandom random) {
        TableSource source = random.nextBoolean()
                ? TableSource.file(one(random, TEXTS))
                : TableSource.sql("SELECT * FROM '" + one(random, TEXTS) + "'");
        return random.nextBoolean()
                ? source
                : source.with(new Reading(
                        List.of("a"),
                        List.of(),
                        List.of("b=x|y"),
                        maybe(random, "a > 1"),
                        List.of(one(random, TEXTS))));
    }

    private static Hypothesis hypothesis(SplittableRandom random) {
        Direction better = one(random, List.of(Direction.values()));
        double margin = random.nextDouble(0.01, 5);
        return switch (random.nextInt(5)) {
            case 0 -> Hypothesis.noDifference();
            case 1 -> new Hypothesis.Superiority(0, better);
            case 2 -> new Hypothesis.Superiority(margin, better);
            case 3 -> new Hypothesis.NonInferiority(margin, better);
            default -> new Hypothesis.Equivalence(-margin, 2 * margin);
        };
    }

    private static OutcomePlan outcome(SplittableRandom random, String column) {
        OutcomePlan plain = new OutcomePlan(
                column,
                one(random, List.of(Role.values())),
                maybe(random, one(random, TEXTS).strip()),
                maybe(random, one(random, List.of(OutcomeKind.values()))),
                Optional.empty(),
                random.nextBoolean() ? List.of() : List.of("pre", "the other"),
                Optional.empty());
        return random.nextBoolean() ? plain : plain.withFormula(Formula.parse(column + " ~ arm + `a b` + (1 | g)"));
    }

    /// Not all of them make sense: what is printed has to read back all the same.
    private static Plan plan(SplittableRandom random) {
        boolean simulated = random.nextBoolean();
        return new Plan(
                maybe(random, one(random, TEXTS)),
                one(random, TEXTS),
                random.nextBoolean() ? "en" : "zh",
                random.nextLong(),
                new UnitsPlan(
                        simulated ? Optional.empty() : Optional.of(source(random)), "id", maybe(random, "school")),
                simulated
                        ? new DataPlan.Simulated(
                                CallCenter.defaults().withCalls(20_000 + random.nextInt(9_999)),
                                random.nextDouble(-1, 1))
                        : new DataPlan.Awaited(
                                source(random), maybe(random, "key"), one(random, List.of("period", "week"))),
                Design.parse(one(random, DESIGNS)),
                new Compared(maybe(random, "b"), maybe(random, "a")),
                List.of(outcome(random, "y"), outcome(random, "z")),
                new EffectsPlan(
                        random.nextBoolean() ? List.of(Effect.AVERAGE) : List.of(Effect.DIRECT, Effect.TOTAL),
                        random.nextBoolean() ? List.of() : List.of("sex"),
                        maybe(random, "taken"),
                        maybe(random, Exposure.parse("fraction(q: 0.75)"))),
                new TestPlan(
                        random.nextDouble(0.001, 0.4),
                        hypothesis(random),
                        one(random, List.of(FamilyAdjustment.values()))),
                new SizePlan(
                        maybe(
                                random,
                                random.nextBoolean()
                                        ? new EffectSize.Raw(random.nextDouble(-9, 9))
                                        : new EffectSize.InSd(random.nextDouble(-1, 1))),
                        number(random, 0.1, 0.99),
                        number(random, 2, 99),
                        number(random, 1, 99),
                        number(random, 0, 2),
                        number(random, 0, 1),
                        number(random, 0.1, 20),
                        number(random, 0.1, 20),
                        number(random, 0, 0.9),
                        number(random, 0, 1),
                        new Attrition(random.nextBoolean() ? 0 : 0.05, random.nextBoolean() ? 0 : 0.1)),
                random.nextBoolean()
                        ? SensitivityPlan.defaults()
                        : new SensitivityPlan(List.of(Method.MEANS, Method.WILD), 1 + random.nextInt(5_000)),
                maybe(
                        random,
                        new NetworkPlan(
                                simulated ? maybe(random, source(random)) : Optional.of(source(random)),
                                maybe(random, "a"),
                                maybe(random, "b"),
                                maybe(random, "w"))),
                maybe(
                        random,
                        new BayesPlan(
                                Formula.parse("y ~ arm + (1 | g)"),
                                Family.of(one(random, List.of("gaussian", "poisson"))),
                                Priors.parse(List.of("coef:arm=normal(0, 5)", "sd=half_normal(2)")),
                                OptionalInt.of(2),
                                OptionalInt.empty(),
                                OptionalInt.of(500),
                                number(random, 0.1, 3))),
                Origin.none());
    }

    @Test
    void whatIsPrintedSaysTheSame() {
        Cases.of(1, 300).check(random -> {
            Plan plan = plan(random);
            String toml = plan.print();
            // rules may object to the plan; the reader alone does not
            Plan again = PlanReader.withoutRules(toml, "p.toml");
            assertThat(again.print()).isEqualTo(toml);
            assertThat(again.digest()).isEqualTo(plan.digest());
            assertThat(PlanChange.between(plan, again)).isEmpty();
        });
    }

    /// Whatever somebody types: there are problems or a plan, each problem with a code, and nothing else is
    /// thrown.
    @Test
    void noTextIsTooBroken() {
        Cases.of(1, 500).check(random -> {
            StringBuilder text = new StringBuilder(PlanTest.WHOLE);
            int slips = 1 + random.nextInt(3);
            for (int i = 0; i < slips; i++) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, "\"[]{}=,.#'\n\\1a (~|".charAt(random.nextInt(18)));
                    case 2 -> text.setCharAt(at, "\"[]{}=,.#'\n\\1a (~|".charAt(random.nextInt(18)));
                    default -> {
                        int end = text.indexOf("\n", at);
                        text.delete(at, end < 0 ? text.length() : end + 1);
                    }
                }
            }
            PlanReading reading = PlanReading.of(text.toString(), "p.toml");
            if (reading.problems().isEmpty()) {
                assertThat(Plan.parse(reading.plan().print(), "q.toml")).isEqualTo(reading.plan());
            } else {
                assertThat(reading.problems())
                        .allSatisfy(problem -> assertThat(problem.text()).matches("(?s)error\\[[A-Z]\\d{3}]: .*"));
            }
        });
    }
}
