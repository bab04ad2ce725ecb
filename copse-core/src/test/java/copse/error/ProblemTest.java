package copse.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void printsItsPartsAndTheMarkedPlace() {
        String formula = "score ~ tretment + (1 | school)";
        Problem problem = new Problem(
                "F103",
                "no column `tretment` in the data",
                "the data has 2 columns: school, treatment",
                "did you mean `treatment`?",
                new Place("plan.toml", 14, formula, 8, 16));
        assertThat(new FormulaException(problem))
                .hasMessage("""
                        error[F103]: no column `tretment` in the data
                          plan.toml:14   score ~ tretment + (1 | school)
                                                 ^^^^^^^^
                          why: the data has 2 columns: school, treatment
                          fix: did you mean `treatment`?""")
                .returns("F103", CopseException::code)
                .returns(problem, CopseException::problem);
    }

    @Test
    void leavesOutWhatIsEmpty() {
        assertThat(new Problem("I101", "no column `x`", "", "").text()).isEqualTo("error[I101]: no column `x`");
    }

    @Test
    void marksAtLeastOneCharacter() {
        assertThat(Place.inFormula("y ~ x +", 7, 7).marked()).isEqualTo("  formula: y ~ x +\n" + " ".repeat(18) + "^");
    }
}
