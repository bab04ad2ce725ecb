package copse.bench;

import copse.bayes.Bayes;
import copse.bayes.Priors;
import copse.family.Family;
import copse.frame.Frame;
import copse.io.Data;
import copse.io.DataSource;
import copse.io.ReadOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The posteriors that `bench/bayes` samples, by copse and by Stan.
///
/// Those of schools and counts lie in a folder of reference values that is not copse's to ship; the others are
/// here.
enum BayesModels {
    /// 19 schools, 338 pupils: intercepts.
    SUBSET1("REPEAT ~ 1 + (1 | SCHOOLID)", "thaieduc_sub19", "19 schools, intercepts", schools(0), "SCHOOLID"),
    /// And a common slope.
    SUBSET2("REPEAT ~ PPED + (1 | SCHOOLID)", "thaieduc_sub19", "19 schools, common slope", schools(1), "SCHOOLID"),
    /// And independent slopes.
    SUBSET3(
            "REPEAT ~ PPED + (1 + PPED || SCHOOLID)",
            "thaieduc_sub19",
            "19 schools, slopes of their own",
            schools(2),
            "SCHOOLID"),
    /// 411 schools, 8,582 pupils: intercepts.
    FULL1("REPEAT ~ 1 + (1 | SCHOOLID)", "thaieduc_full", "411 schools, intercepts", schools(0), "SCHOOLID"),
    /// And a common slope.
    FULL2("REPEAT ~ PPED + (1 | SCHOOLID)", "thaieduc_full", "411 schools, common slope", schools(1), "SCHOOLID"),
    /// And independent slopes.
    FULL3(
            "REPEAT ~ PPED + (1 + PPED || SCHOOLID)",
            "thaieduc_full",
            "411 schools, slopes of their own",
            schools(2),
            "SCHOOLID"),
    /// Reaction times of 18 subjects on ten days.
    SLOPES(
            "Reaction ~ Days + (Days | Subject)",
            "sleepstudy",
            "sleepstudy, correlated slopes",
            List.of(
                    "coef=flat",
                    "intercept_centered=student_t(3, 288.7, 59.3)",
                    "sd=student_t(3, 0, 59.3)",
                    "cor:Subject=lkj(1)",
                    "sigma=student_t(3, 0, 59.3)"),
            "Subject"),
    /// Seizures of 59 patients at four visits.
    COUNTS(
            "count ~ zAge + zBase * Trt + (1 | patient) + (1 | obs)",
            "epilepsy",
            "epilepsy, effects of observations",
            List.of("coef=flat", "intercept_centered=student_t(3, 1.4, 2.5)", "sd=student_t(3, 0, 2.5)"),
            "Trt",
            "patient",
            "obs"),
    /// 14,000 calls of 193 representatives in ten centres.
    CALLS(
            "call_CSAT ~ reason + age + grp + (1 | center_ID) + (1 | rep_ID)",
            "callcentre",
            "call centre, 14,000 rows",
            List.of(
                    "coef=flat",
                    "intercept_centered=student_t(3, 4.4, 2.5)",
                    "sd=student_t(3, 0, 2.5)",
                    "sigma=student_t(3, 0, 2.5)"),
            "reason",
            "grp",
            "center_ID",
            "rep_ID"),
    /// Who changed to another well: rows that hardly two are alike, no groups.
    WELLS(
            "switched ~ I((dist - mean(dist)) / 100) * I(arsenic - mean(arsenic))"
                    + " + I((dist - mean(dist)) / 100) * I((educ - mean(educ)) / 4)"
                    + " + I(arsenic - mean(arsenic)) * I((educ - mean(educ)) / 4)",
            "wells",
            "wells, logistic, 3,020 rows",
            List.of("intercept=flat", "coef=flat")),
    /// Test scores of children by their mothers': no groups, intercept far from the data.
    KIDIQ(
            "kid_score ~ mom_hs * mom_iq",
            "kidiq",
            "kidiq, linear with interaction",
            List.of("intercept=flat", "coef=flat", "sigma=cauchy(0, 2.5)")),
    /// Radon of 919 houses in 85 counties.
    RADON(
            "log_radon ~ log_uppm + floor_measure + (1 | county)",
            "radon_mn",
            "radon, 85 counties",
            List.of("intercept=normal(0, 10)", "coef=normal(0, 10)", "sd=normal(0, 1)", "sigma=normal(0, 1)"),
            "county"),
    /// Seeds that germinated on 21 plates.
    SEEDS(
            "n | trials(N) ~ x1 * x2 + (1 | plate)",
            "seeds",
            "seeds, 21 plates",
            List.of("intercept=normal(0, 1)", "coef=normal(0, 1)", "sd=cauchy(0, 1)"),
            "plate"),
    /// 695,205 calls, nested; copse's default priors.
    NESTED(BenchData.NESTED, "", "695,205 calls, nested", List.of());

    private final String formula;
    private final String file;
    private final String words;
    private final List<String> priors;
    private final String[] factors;

    BayesModels(String formula, String file, String words, List<String> priors, String... factors) {
        this.formula = formula;
        this.file = file;
        this.words = words;
        this.priors = priors;
        this.factors = factors;
    }

    // the notebook's: slope 0 none, 1 common, 2 one per school
    private static List<String> schools(int slope) {
        String coefficient = "coef:PPED=normal(0, " + (slope == 1 ? 10 : 100) + ")";
        return slope == 0
                ? List.of("intercept=normal(0, 100)", "sd=normal(0, 50)")
                : List.of("intercept=normal(0, 100)", "sd=normal(0, 50)", coefficient);
    }

    /// @return what it is
    String words() {
        return words;
    }

    /// @return whether its rows are here
    boolean isHere() {
        return file.isEmpty() || Files.exists(path());
    }

    /// @return where its rows are
    Path path() {
        return BenchData.folder().resolve(file + ".csv");
    }

    /// @return its rows in memory
    Frame rows() {
        return file.isEmpty()
                ? BenchData.callFrame()
                : Data.read(DataSource.file(path()), ReadOptions.defaults().withFactors(factors));
    }

    /// @return the model with its priors
    Bayes bayes() {
        Family family = switch (this) {
            case SUBSET1, SUBSET2, SUBSET3, FULL1, FULL2, FULL3, WELLS, SEEDS -> Family.binomial();
            case COUNTS -> Family.poisson();
            case SLOPES, CALLS, KIDIQ, RADON, NESTED -> Family.gaussian();
        };
        Priors all = Priors.defaults();
        for (String prior : priors) {
            all = all.with(prior);
        }
        return Bayes.of(formula, family).priors(all);
    }
}
