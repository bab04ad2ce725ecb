package copse.report;

import static org.assertj.core.api.Assertions.assertThat;

import copse.family.Family;
import copse.formula.Formula;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.glmm.Glmm;
import copse.glmm.GlmmFit;
import copse.model.Roles;
import copse.record.RunRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UndeterminedTest {
    private static final int ROWS = 240;

    // level `a` has zeros, level `b` has none
    private static Frame data() {
        double[] y = new double[ROWS];
        String[] a = new String[ROWS];
        for (int i = 0; i < ROWS; i++) {
            a[i] = i % 2 == 0 ? "a" : "b";
            y[i] = i % 2 == 0 && i % 3 == 0 ? 0 : 2 + i % 5;
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("y", NumericColumn.of(y));
        columns.put("a", FactorColumn.of(a));
        return Frame.of(columns);
    }

    private static FitResult told(GlmmFit fit) {
        return GlmmReport.of(fit, FitQuestions.defaults(), List.of(), RunRecord.of(List.of("fit")), () -> {});
    }

    @Test
    void coefficientThatRunsOffHasNoError() {
        FitResult told = told(Glmm.of("y ~ a", Family.poisson().zeroInflated())
                .roles(Roles.defaults().withPart(Roles.ZERO_INFLATION, Formula.parse("~ a")))
                .fit(data()));
        FitResult.Effect level = told.inflation().get(1);
        assertThat(new double[] {level.se(), level.statistic(), level.p(), level.lower(), level.upper()})
                .containsOnly(Double.NaN);
        assertThat(told.inflation().getFirst().se()).isBetween(0.1, 0.5);
        assertThat(told.convergence().status()).isEqualTo("converged");
    }
}
