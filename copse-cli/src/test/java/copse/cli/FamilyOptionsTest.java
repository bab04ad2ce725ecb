package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a user reads who gives `fit` options of families that do not go together: the command line is wrong,
/// and the message says how to put it right.
class FamilyOptionsTest {
    private static final String PUPILS = "src/test/data/pupils.csv";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            --link logit                       | U103 | missing --family | --family binomial --link logit
            --link log                         | U103 | missing --family | --family poisson --link log
            --agq 9                            | U103 | missing --family | --family binomial --agq 9
            --zi 1                             | U103 | missing --family | --family poisson --zi '1'
            --laplace expected                 | U103 | missing --family | --family binomial --laplace expected
            --se fixed-theta                   | U103 | missing --family | --family binomial --se fixed-theta
            --family binomal                   | U104 | no family `binomal` | did you mean `binomial`?
            --family binomial --link lgit      | U104 | no link `lgit` | did you mean `logit`?
            --family poisson --link logit      | U104 | link logit does not fit the family poisson | take log, identity
            --family binomial --zi 1           | U104 | zero inflation of the family binomial | leave zero inflation out
            --family binomial --agq 0          | U104 | --agq cannot be `0` | --agq 9
            --family binomial --se hesian      | U104 | --se cannot be `hesian` | did you mean `hessian`?
            --family binomial --laplace observd | U104 | --laplace cannot be `observd` | did you mean `observed`?
            --family binomial --reml           | U105 | --reml with --family binomial | leave --reml out
            --family binomial --df kr          | U105 | --df kr with --family binomial | leave --df out
            --family gaussian --agq 3          | U105 | --agq with a gaussian family and identity link | leave --agq out
            """)
    void isRefusedWithARemedy(String options, String code, String what, String fix) {
        String[] given = options.trim().split(" ");
        Object[] words = new Object[3 + given.length];
        words[0] = "fit";
        words[1] = "score ~ arm + (1 | school)";
        words[2] = PUPILS;
        System.arraycopy(given, 0, words, 3, given.length);
        Run run = copse(words);
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("error[" + code + "]: ").contains(what, fix);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void yesNoOutcomeWithoutAFamilySaysSo() {
        String passed = "SELECT *, (score > 60)::INT AS passed FROM '" + PUPILS + "'";
        Run silent = copse("fit", "passed ~ arm + (1 | school)", "--sql", passed, "--strict");
        assertThat(silent.exit()).as(silent.err()).isEqualTo(ExitCode.DIAGNOSTICS);
        assertThat(silent.out()).contains("two-valued (passed): ", "Use --family binomial");
        Run meant = copse("fit", "passed ~ arm + (1 | school)", "--sql", passed, "--strict", "--family", "gaussian");
        assertThat(meant.exit()).as(meant.err()).isEqualTo(ExitCode.DONE);
    }
}
