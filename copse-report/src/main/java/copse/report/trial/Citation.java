package copse.report.trial;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Works that methods rest on, in the order of their authors.
enum Citation {
    /// Absence of evidence is not evidence of absence.
    ALTMAN_1995(
            Kind.ARTICLE,
            "Altman, D. G. and Bland, J. M.",
            1995,
            "Absence of evidence is not evidence of absence",
            "BMJ",
            "311",
            "485",
            "10.1136/bmj.311.7003.485"),
    /// Balance diagnostics for comparing the distribution of baseline covariates between treatment groups in
    /// propensity-score matched samples.
    AUSTIN_2009(
            Kind.ARTICLE,
            "Austin, P. C.",
            2009,
            "Balance diagnostics for comparing the distribution of baseline covariates between treatment groups in propensity-score matched samples",
            "Statistics in Medicine",
            "28(25)",
            "3083-3107",
            "10.1002/sim.3697"),
    /// Fitting linear mixed-effects models using lme4.
    BATES_2015(
            Kind.ARTICLE,
            "Bates, D., Mächler, M., Bolker, B. and Walker, S.",
            2015,
            "Fitting linear mixed-effects models using lme4",
            "Journal of Statistical Software",
            "67(1)",
            "1-48",
            "10.18637/jss.v067.i01"),
    /// Controlling the false discovery rate: a practical and powerful approach to multiple testing.
    BENJAMINI_1995(
            Kind.ARTICLE,
            "Benjamini, Y. and Hochberg, Y.",
            1995,
            "Controlling the false discovery rate: a practical and powerful approach to multiple testing",
            "Journal of the Royal Statistical Society B",
            "57(1)",
            "289-300",
            "10.1111/j.2517-6161.1995.tb02031.x"),
    /// Approximate inference in generalized linear mixed models.
    BRESLOW_1993(
            Kind.ARTICLE,
            "Breslow, N. E. and Clayton, D. G.",
            1993,
            "Approximate inference in generalized linear mixed models",
            "Journal of the American Statistical Association",
            "88(421)",
            "9-25",
            "10.1080/01621459.1993.10594284"),
    /// Bootstrap-based improvements for inference with clustered errors.
    CAMERON_2008(
            Kind.ARTICLE,
            "Cameron, A. C., Gelbach, J. B. and Miller, D. L.",
            2008,
            "Bootstrap-based improvements for inference with clustered errors",
            "Review of Economics and Statistics",
            "90(3)",
            "414-427",
            "10.1162/rest.90.3.414"),
    /// Consort 2010 statement: extension to cluster randomised trials.
    CAMPBELL_2012(
            Kind.ARTICLE,
            "Campbell, M. K., Piaggio, G., Elbourne, D. R. and Altman, D. G.",
            2012,
            "Consort 2010 statement: extension to cluster randomised trials",
            "BMJ",
            "345",
            "e5661",
            "10.1136/bmj.e5661"),
    /// Bootstrap methods and their application.
    DAVISON_1997(
            Kind.BOOK,
            "Davison, A. C. and Hinkley, D. V.",
            1997,
            "Bootstrap methods and their application",
            "Cambridge University Press",
            "",
            "",
            "10.1017/CBO9780511802843"),
    /// Improving the sensitivity of online controlled experiments by utilizing pre-experiment data.
    DENG_2013(
            Kind.PAPERS,
            "Deng, A., Xu, Y., Kohavi, R. and Walker, T.",
            2013,
            "Improving the sensitivity of online controlled experiments by utilizing pre-experiment data",
            "Proceedings of the Sixth ACM International Conference on Web Search and Data Mining",
            "",
            "123-132",
            "10.1145/2433396.2433413"),
    /// A multiple comparison procedure for comparing several treatments with a control.
    DUNNETT_1955(
            Kind.ARTICLE,
            "Dunnett, C. W.",
            1955,
            "A multiple comparison procedure for comparing several treatments with a control",
            "Journal of the American Statistical Association",
            "50(272)",
            "1096-1121",
            "10.1080/01621459.1955.10501294"),
    /// Multiple comparisons among means.
    DUNN_1961(
            Kind.ARTICLE,
            "Dunn, O. J.",
            1961,
            "Multiple comparisons among means",
            "Journal of the American Statistical Association",
            "56(293)",
            "52-64",
            "10.1080/01621459.1961.10482090"),
    /// Covariate balance in simple, stratified and clustered comparative studies.
    HANSEN_2008(
            Kind.ARTICLE,
            "Hansen, B. B. and Bowers, J.",
            2008,
            "Covariate balance in simple, stratified and clustered comparative studies",
            "Statistical Science",
            "23(2)",
            "219-236",
            "10.1214/08-STS254"),
    /// Balancing covariates in randomized experiments with the Gram-Schmidt walk design.
    HARSHAW_2024(
            Kind.ARTICLE,
            "Harshaw, C., Sävje, F., Spielman, D. A. and Zhang, P.",
            2024,
            "Balancing covariates in randomized experiments with the Gram-Schmidt walk design",
            "Journal of the American Statistical Association",
            "119(548)",
            "2934-2946",
            "10.1080/01621459.2023.2285474"),
    /// Cluster randomised trials, second edition.
    HAYES_2017(
            Kind.BOOK,
            "Hayes, R. J. and Moulton, L. H.",
            2017,
            "Cluster randomised trials, second edition",
            "Chapman and Hall/CRC",
            "",
            "",
            "10.4324/9781315370286"),
    /// The abuse of power: the pervasive fallacy of power calculations for data analysis.
    HOENIG_2001(
            Kind.ARTICLE,
            "Hoenig, J. M. and Heisey, D. M.",
            2001,
            "The abuse of power: the pervasive fallacy of power calculations for data analysis",
            "The American Statistician",
            "55(1)",
            "19-24",
            "10.1198/000313001300339897"),
    /// The No-U-Turn sampler: adaptively setting path lengths in Hamiltonian Monte Carlo.
    HOFFMAN_2014(
            Kind.ARTICLE,
            "Hoffman, M. D. and Gelman, A.",
            2014,
            "The No-U-Turn sampler: adaptively setting path lengths in Hamiltonian Monte Carlo",
            "Journal of Machine Learning Research",
            "15(47)",
            "1593-1623",
            ""),
    /// A simple sequentially rejective multiple test procedure.
    HOLM_1979(
            Kind.ARTICLE,
            "Holm, S.",
            1979,
            "A simple sequentially rejective multiple test procedure",
            "Scandinavian Journal of Statistics",
            "6(2)",
            "65-70",
            ""),
    /// Sample size calculation for stepped wedge and other longitudinal cluster randomised trials.
    HOOPER_2016(
            Kind.ARTICLE,
            "Hooper, R., Teerenstra, S., de Hoop, E. and Eldridge, S.",
            2016,
            "Sample size calculation for stepped wedge and other longitudinal cluster randomised trials",
            "Statistics in Medicine",
            "35(26)",
            "4718-4728",
            "10.1002/sim.7028"),
    /// Design and analysis of stepped wedge cluster randomized trials.
    HUSSEY_2007(
            Kind.ARTICLE,
            "Hussey, M. A. and Hughes, J. P.",
            2007,
            "Design and analysis of stepped wedge cluster randomized trials",
            "Contemporary Clinical Trials",
            "28(2)",
            "182-191",
            "10.1016/j.cct.2006.05.007"),
    /// The essential role of pair matching in cluster-randomized experiments, with application to the Mexican
    /// universal health insurance evaluation.
    IMAI_2009(
            Kind.ARTICLE,
            "Imai, K., King, G. and Nall, C.",
            2009,
            "The essential role of pair matching in cluster-randomized experiments, with application to the Mexican universal health insurance evaluation",
            "Statistical Science",
            "24(1)",
            "29-53",
            "10.1214/08-STS274"),
    /// Causal inference for statistics, social, and biomedical sciences.
    IMBENS_2015(
            Kind.BOOK,
            "Imbens, G. W. and Rubin, D. B.",
            2015,
            "Causal inference for statistics, social, and biomedical sciences",
            "Cambridge University Press",
            "",
            "",
            "10.1017/CBO9781139025751"),
    /// A note on the efficiency of sandwich covariance matrix estimation.
    KAUERMANN_2001(
            Kind.ARTICLE,
            "Kauermann, G. and Carroll, R. J.",
            2001,
            "A note on the efficiency of sandwich covariance matrix estimation",
            "Journal of the American Statistical Association",
            "96(456)",
            "1387-1396",
            "10.1198/016214501753382309"),
    /// Small sample inference for fixed effects from restricted maximum likelihood.
    KENWARD_1997(
            Kind.ARTICLE,
            "Kenward, M. G. and Roger, J. H.",
            1997,
            "Small sample inference for fixed effects from restricted maximum likelihood",
            "Biometrics",
            "53(3)",
            "983-997",
            "10.2307/2533558"),
    /// Training, wages, and sample selection: estimating sharp bounds on treatment effects.
    LEE_2009(
            Kind.ARTICLE,
            "Lee, D. S.",
            2009,
            "Training, wages, and sample selection: estimating sharp bounds on treatment effects",
            "Review of Economic Studies",
            "76(3)",
            "1071-1102",
            "10.1111/j.1467-937X.2009.00536.x"),
    /// Longitudinal data analysis using generalized linear models.
    LIANG_1986(
            Kind.ARTICLE,
            "Liang, K.-Y. and Zeger, S. L.",
            1986,
            "Longitudinal data analysis using generalized linear models",
            "Biometrika",
            "73(1)",
            "13-22",
            "10.1093/biomet/73.1.13"),
    /// Agnostic notes on regression adjustments to experimental data: reexamining Freedman's critique.
    LIN_2013(
            Kind.ARTICLE,
            "Lin, W.",
            2013,
            "Agnostic notes on regression adjustments to experimental data: reexamining Freedman's critique",
            "Annals of Applied Statistics",
            "7(1)",
            "295-318",
            "10.1214/12-AOAS583"),
    /// Rerandomization to improve covariate balance in experiments.
    MORGAN_2012(
            Kind.ARTICLE,
            "Morgan, K. L. and Rubin, D. B.",
            2012,
            "Rerandomization to improve covariate balance in experiments",
            "Annals of Statistics",
            "40(2)",
            "1263-1282",
            "10.1214/12-AOS1008"),
    /// Reporting of noninferiority and equivalence randomized trials: extension of the CONSORT 2010 statement.
    PIAGGIO_2012(
            Kind.ARTICLE,
            "Piaggio, G., Elbourne, D. R., Pocock, S. J., Evans, S. J. W. and Altman, D. G.",
            2012,
            "Reporting of noninferiority and equivalence randomized trials: extension of the CONSORT 2010 statement",
            "JAMA",
            "308(24)",
            "2594-2604",
            "10.1001/jama.2012.87802"),
    /// Small-sample methods for cluster-robust variance estimation and hypothesis testing in fixed effects
    /// models.
    PUSTEJOVSKY_2018(
            Kind.ARTICLE,
            "Pustejovsky, J. E. and Tipton, E.",
            2018,
            "Small-sample methods for cluster-robust variance estimation and hypothesis testing in fixed effects models",
            "Journal of Business and Economic Statistics",
            "36(4)",
            "672-683",
            "10.1080/07350015.2016.1247004"),
    /// Methods for sample size determination in cluster randomized trials.
    RUTTERFORD_2015(
            Kind.ARTICLE,
            "Rutterford, C., Copas, A. and Eldridge, S.",
            2015,
            "Methods for sample size determination in cluster randomized trials",
            "International Journal of Epidemiology",
            "44(3)",
            "1051-1067",
            "10.1093/ije/dyv113"),
    /// An approximate distribution of estimates of variance components.
    SATTERTHWAITE_1946(
            Kind.ARTICLE,
            "Satterthwaite, F. E.",
            1946,
            "An approximate distribution of estimates of variance components",
            "Biometrics Bulletin",
            "2(6)",
            "110-114",
            "10.2307/3002019"),
    /// A comparison of the two one-sided tests procedure and the power approach for assessing the equivalence
    /// of average bioavailability.
    SCHUIRMANN_1987(
            Kind.ARTICLE,
            "Schuirmann, D. J.",
            1987,
            "A comparison of the two one-sided tests procedure and the power approach for assessing the equivalence of average bioavailability",
            "Journal of Pharmacokinetics and Biopharmaceutics",
            "15(6)",
            "657-680",
            "10.1007/BF01068419"),
    /// Rectangular confidence regions for the means of multivariate normal distributions.
    SIDAK_1967(
            Kind.ARTICLE,
            "Šidák, Z.",
            1967,
            "Rectangular confidence regions for the means of multivariate normal distributions",
            "Journal of the American Statistical Association",
            "62(318)",
            "626-633",
            "10.1080/01621459.1967.10482935"),
    /// Rank-normalization, folding, and localization: an improved R-hat for assessing convergence of MCMC.
    VEHTARI_2021(
            Kind.ARTICLE,
            "Vehtari, A., Gelman, A., Simpson, D., Carpenter, B. and Bürkner, P.-C.",
            2021,
            "Rank-normalization, folding, and localization: an improved R-hat for assessing convergence of MCMC",
            "Bayesian Analysis",
            "16(2)",
            "667-718",
            "10.1214/20-BA1221"),
    /// The generalization of Student's problem when several different population variances are involved.
    WELCH_1947(
            Kind.ARTICLE,
            "Welch, B. L.",
            1947,
            "The generalization of Student's problem when several different population variances are involved",
            "Biometrika",
            "34(1-2)",
            "28-35",
            "10.1093/biomet/34.1-2.28");

    private enum Kind {
        ARTICLE,
        BOOK,
        PAPERS
    }

    private final Kind kind;
    private final String authors;
    private final int year;
    private final String title;
    private final String where;
    private final String volume;
    private final String pages;
    private final String doi;

    Citation(Kind kind, String authors, int year, String title, String where, String volume, String pages, String doi) {
        this.kind = kind;
        this.authors = authors;
        this.year = year;
        this.title = title;
        this.where = where;
        this.volume = volume;
        this.pages = pages;
        this.doi = doi;
    }

    /// @param and between two authors
    /// @param others behind the first of more than two
    /// @return such as `Bates et al. 2015`
    String mark(String and, String others) {
        List<String> names = surnames();
        String whose = switch (names.size()) {
            case 1 -> names.getFirst();
            case 2 -> names.getFirst() + and + names.getLast();
            default -> names.getFirst() + others;
        };
        return whose + " " + year;
    }

    private List<String> authorList() {
        return Arrays.asList(authors.split("(?<=\\.), | and "));
    }

    private List<String> surnames() {
        return authorList().stream().map(author -> author.split(", ")[0]).toList();
    }

    /// @return as in a list of references
    String reference() {
        String at = where + (volume.isEmpty() ? "" : " " + volume) + (pages.isEmpty() ? "" : ", " + pages);
        return authors + " (" + year + "). " + title + ". " + at + "." + (doi.isEmpty() ? "" : " doi:" + doi);
    }

    /// @return an entry of a BibTeX file
    String bibtex() {
        String key = name().toLowerCase(Locale.ROOT).replace("_", "");
        String entry = switch (kind) {
            case ARTICLE -> "@article{" + key + ",\n" + field("journal", where);
            case BOOK -> "@book{" + key + ",\n" + field("publisher", where);
            case PAPERS -> "@inproceedings{" + key + ",\n" + field("booktitle", where);
        };
        return entry
                + field("author", authorList().stream().collect(Collectors.joining(" and ")))
                + field("title", "{" + title + "}")
                + field("year", Integer.toString(year))
                + field("volume", volume.replaceAll("\\(.*", ""))
                + field("number", volume.contains("(") ? volume.replaceAll(".*\\((.*)\\)", "$1") : "")
                + field("pages", pages.replace("-", "--"))
                + field("doi", doi)
                + "}";
    }

    private static String field(String name, String value) {
        return value.isEmpty() ? "" : "  " + name + " = {" + value + "},\n";
    }
}
