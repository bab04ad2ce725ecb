package copse.formula;

import static org.assertj.core.api.Assertions.assertThat;

import copse.test.Cases;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Laws of formulas, over random trees of the whole grammar.
class FormulaPropertyTest {
    private static final List<String> NAMES = List.of(
            "x", "z", "my col", "größe", ".dot", "TRUE", "1st", "a`b", "b\\c", "T_1", "log", "數", ".5", "a.b", ".");
    private static final List<Operator> ARITHMETIC =
            List.of(Operator.PLUS, Operator.MINUS, Operator.TIMES, Operator.DIVIDE, Operator.POWER);

    @Test
    void whatIsPrintedParsesBackToTheSameFormula() {
        Cases.of(20260101, 2000).check(random -> {
            Expr[] summands = new Expr[1 + random.nextInt(4)];
            for (int i = 0; i < summands.length; i++) {
                summands[i] = random.nextInt(3) == 0 ? bar(random) : term(random, random.nextInt(4));
            }
            Expr right = summands[0];
            for (int i = 1; i < summands.length; i++) {
                right = right.with(Operator.PLUS, summands[i]);
            }
            Response response = new Response.Value(arithmetic(random, 2));
            Formula formula = Formula.of(response, summands);
            assertThat(formula.right()).isEqualTo(right);
            assertThat(formula.response()).contains(response);
            Formula again = Formula.parse(formula.toString());
            assertThat(again).isEqualTo(formula).hasToString(formula.toString());
            assertThat(again.right()).isEqualTo(right);
            assertThat(again.columns()).isEqualTo(formula.columns());
        });
    }

    @Test
    void termsHaveNoDuplicatesAndComeByDegree() {
        Cases.of(20260102, 500).check(random -> {
            List<Term> terms =
                    Formula.of(null, term(random, 4)).fixed(List.of()).terms();
            assertThat(terms).doesNotHaveDuplicates();
            assertThat(terms).extracting(term -> term.variables().size()).isSorted();
        });
    }

    @Test
    void aSpanCutsThePieceOfTextThatPrintsTheSame() {
        Cases.of(20260103, 500).check(random -> {
            Formula formula = Formula.of(null, term(random, 3));
            formula.right().walk(part -> {
                String piece =
                        formula.text().substring(part.span().from(), part.span().to());
                assertThat(new Parser(piece).expression()).isEqualTo(part);
            });
        });
    }

    private static Expr name(SplittableRandom random) {
        return Expr.name(pick(random, NAMES));
    }

    private static Expr bar(SplittableRandom random) {
        Expr terms = random.nextBoolean() ? Expr.number(1) : term(random, 1).with(Operator.PLUS, name(random));
        Expr group = cross(random);
        for (int i = random.nextInt(3); i > 0; i--) {
            group = group.with(Operator.DIVIDE, cross(random));
        }
        return new Expr.Bar(terms, group, random.nextBoolean(), Span.NONE);
    }

    private static Expr cross(SplittableRandom random) {
        return random.nextBoolean() ? name(random) : name(random).with(Operator.INTERACTION, name(random));
    }

    /// A term with operators between terms; the small numbers keep the expansion small.
    private static Expr term(SplittableRandom random, int depth) {
        if (depth == 0) {
            return switch (random.nextInt(8)) {
                case 0 -> Expr.number(random.nextInt(2));
                case 1 -> Expr.call("I", arithmetic(random, 3));
                case 2 -> Expr.call("poly", arithmetic(random, 1), Expr.number(1 + random.nextInt(4)));
                case 3 -> Expr.call("factor", name(random));
                case 4 ->
                    Expr.call(
                            "C",
                            name(random),
                            new Expr.Quoted("treatment", Span.NONE),
                            new Expr.Quoted("l\"e\\v", Span.NONE));
                default -> name(random);
            };
        }
        Operator operator = pick(random, List.of(Operator.values()));
        Expr left = term(random, depth - 1);
        return switch (operator) {
            case POWER -> left.with(Operator.PLUS, name(random)).with(operator, Expr.number(1 + random.nextInt(2)));
            case MINUS ->
                random.nextBoolean() ? new Expr.Negated(left, Span.NONE) : left.with(operator, term(random, 0));
            case PLUS, TIMES, DIVIDE, IN, INTERACTION -> left.with(operator, term(random, depth - 1));
        };
    }

    private static Expr arithmetic(SplittableRandom random, int depth) {
        if (depth == 0) {
            return random.nextBoolean() ? name(random) : Expr.number(random.nextInt(-1000, 1000) / 8.0);
        }
        return switch (random.nextInt(4)) {
            case 0 ->
                Expr.call(pick(random, List.of("log", "exp", "mean", "scale", "abs")), arithmetic(random, depth - 1));
            case 1 -> new Expr.Negated(arithmetic(random, depth - 1), Span.NONE);
            default -> arithmetic(random, depth - 1).with(pick(random, ARITHMETIC), arithmetic(random, depth - 1));
        };
    }

    private static <T> T pick(SplittableRandom random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
