package copse.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import copse.balance.CovariateBalance;
import copse.report.Chart;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoveChartTest {
    private static final double[] ONES = {};

    @Test
    void largestDifferencesStandOnTop() {
        // means 2 and 2.05, variance 1: −0.05; means 5 and 3, variances 4 and 4: 1; constant: none
        List<CovariateBalance> covariates = List.of(
                CovariateBalance.of("age", new double[] {1, 2, 3}, ONES, new double[] {1.05, 2.05, 3.05}, ONES),
                CovariateBalance.of("pre", new double[] {3, 5, 7}, ONES, new double[] {1, 3, 5}, ONES),
                CovariateBalance.of("site", new double[] {1, 1}, ONES, new double[] {2, 2}, ONES));

        Chart chart = Drawn.both("love", language -> LoveChart.of(covariates, language));

        assertThat(chart.spec().at("/layer/3/encoding/y/scale/domain").toString())
                .isEqualTo("[\"pre\",\"age\"]");
        assertThat(Drawn.numbers(Drawn.rows(chart), "difference")).containsExactly(-0.05, 1);
        assertThat(chart.description())
                .isEqualTo(
                        "Standardised differences. Covariates: 2; of them beyond ±0.1: 1. The largest: pre 1.00; age -0.05.");
    }

    @Test
    void nothingToCompareIsSaid() {
        Chart chart = Drawn.both("love", language -> LoveChart.of(List.of(), language));

        assertThat(chart.description()).isEqualTo("No covariate varies, so none can be compared.");
    }
}
