package copse.cli;

import copse.error.Suggestion;
import copse.infer.DfMethod;
import copse.infer.Multiplicity;
import copse.lmm.AnovaType;
import copse.report.FitQuestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is asked of a fit beside its estimates.
final class QuestionOptions {
    private static final int BOOTSTRAPS = 1000;

    /// Fewer refits have no percentiles to speak of.
    private static final int FEWEST_BOOTSTRAPS = 20;

    private static final Pattern BOOT = Pattern.compile("boot(?::(\\d{1,7}))?");

    @Option(
            names = "--df",
            paramLabel = "METHOD",
            description = "Degrees of freedom: satterthwaite (default), kr (Kenward-Roger, REML only), z (none), or"
                    + " clusters (less one, with --robust; default for CR0, CR1 and CR3).")
    private @Nullable Df df;

    @Option(
            names = "--ci",
            paramLabel = "METHOD",
            description = "Intervals: wald (default), profile, boot or boot:N (parametric, N refits, default 1000).")
    private String ci = "wald";

    @Option(names = "--seed", paramLabel = "N", description = "Where the bootstrap's random numbers start (default 1).")
    private long seed = 1;

    @Option(names = "--level", paramLabel = "X", description = "Coverage of the intervals (default 0.95).")
    private double level = 0.95;

    @Option(names = "--anova", paramLabel = "TYPE", description = "F tests of terms, type 2 or 3.")
    private @Nullable Integer anova;

    @Option(
            names = "--emm",
            paramLabel = "TERM",
            description = "Estimated marginal means of a factor, or of combinations (a:b). May be repeated.")
    private List<String> emm = new ArrayList<>();

    @Option(
            names = "--at",
            paramLabel = "COL=X",
            description = "Where a number stands for --emm (default: its mean). May be repeated.")
    private Map<String, Double> at = new LinkedHashMap<>();

    @Option(
            names = "--scale",
            paramLabel = "SCALE",
            description = "Of --emm with --family: response (default; probabilities, expected counts, averaged over"
                    + " groups) or link.")
    private @Nullable Scale scale;

    @Option(names = "--pairwise", description = "Compare every two means of --emm.")
    private boolean pairwise;

    @Option(
            names = "--adjust",
            paramLabel = "METHOD",
            description = "For the number of comparisons: tukey (default), holm, bonferroni, sidak, bh or none.")
    private Adjust adjust = Adjust.tukey;

    @Option(
            names = "--contrast",
            paramLabel = "SUM",
            description = "A linear combination of coefficients, such as 'arm[b] - arm[c]'. May be repeated.")
    private List<String> contrasts = new ArrayList<>();

    /// Methods of degrees of freedom. The names are those of the option's values; `clusters` is for robust
    /// covariances.
    enum Df {
        satterthwaite(DfMethod.SATTERTHWAITE),
        kr(DfMethod.KENWARD_ROGER),
        z(DfMethod.NORMAL),
        clusters(DfMethod.SATTERTHWAITE);

        private final DfMethod method;

        Df(DfMethod method) {
            this.method = method;
        }

        DfMethod method() {
            return method;
        }
    }

    /// Scales of marginal means. The names are those of the option's values.
    enum Scale {
        response(FitQuestions.Scale.RESPONSE),
        link(FitQuestions.Scale.LINK);

        private final FitQuestions.Scale scale;

        Scale(FitQuestions.Scale scale) {
            this.scale = scale;
        }
    }

    /// Adjustments for multiplicity. The names are those of the option's values.
    enum Adjust {
        tukey(Multiplicity.TUKEY),
        holm(Multiplicity.HOLM),
        bonferroni(Multiplicity.BONFERRONI),
        sidak(Multiplicity.SIDAK),
        bh(Multiplicity.BENJAMINI_HOCHBERG),
        none(Multiplicity.NONE);

        private final Multiplicity method;

        Adjust(Multiplicity method) {
            this.method = method;
        }
    }

    /// @return `--df`, null if it was not given
    @Nullable
    Df df() {
        return df;
    }

    /// @return `--ci` as it was typed
    String ci() {
        return ci;
    }

    /// @return `--level`
    double level() {
        return level;
    }

    /// @return the seed, if anything random was asked for
    Optional<Long> seed() {
        return ci.startsWith("boot") ? Optional.of(seed) : Optional.empty();
    }

    /// @return an option given whose answer rests on the model's own covariance
    Optional<String> restsOnTheModel() {
        return anova != null
                ? Optional.of("--anova")
                : !emm.isEmpty()
                        ? Optional.of("--emm")
                        : !contrasts.isEmpty() ? Optional.of("--contrast") : Optional.empty();
    }

    /// @param fallback degrees of freedom if none were asked for
    /// @param variancesKnown whether standard errors take the variances as known
    /// @return the questions
    /// @throws UsageException if options do not go together, or a value cannot be
    FitQuestions questions(Df fallback, boolean variancesKnown) {
        checkLevel();
        if (anova != null && anova != 2 && anova != 3) {
            throw new UsageException(
                    CliCode.BAD_VALUE,
                    "--anova cannot be `" + anova + "`",
                    "there are type 2 (each term after all that do not contain it) and type 3 (after all others)",
                    "--anova 3");
        }
        return new FitQuestions(
                (df == null ? fallback : df).method,
                intervals(),
                level,
                anova == null ? null : anova == 2 ? AnovaType.TWO : AnovaType.THREE,
                means(),
                contrasts.stream()
                        .<FitQuestions.Combination>map(ContrastText::new)
                        .toList(),
                (scale == null ? Scale.response : scale).scale,
                variancesKnown);
    }

    private void checkLevel() {
        if (!(level > 0 && level < 1)) {
            throw new UsageException(
                    CliCode.BAD_VALUE, "--level cannot be `" + level + "`", "it lies between 0 and 1", "--level 0.95");
        }
    }

    private List<FitQuestions.Means> means() {
        if (emm.isEmpty() && (pairwise || !at.isEmpty() || scale != null)) {
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "missing --emm",
                    "--pairwise, --at and --scale belong to estimated marginal means",
                    "add the factor, such as --emm arm");
        }
        return emm.stream()
                .map(term -> new FitQuestions.Means(List.of(term.split(":")), at, pairwise, adjust.method))
                .toList();
    }

    private FitQuestions.Intervals intervals() {
        Matcher boot = BOOT.matcher(ci);
        if (ci.equals("wald")) {
            return new FitQuestions.Intervals.Wald();
        } else if (ci.equals("profile")) {
            return new FitQuestions.Intervals.ProfileLikelihood();
        } else if (boot.matches() && (boot.group(1) == null || Integer.parseInt(boot.group(1)) >= FEWEST_BOOTSTRAPS)) {
            return new FitQuestions.Intervals.Bootstrap(
                    boot.group(1) == null ? BOOTSTRAPS : Integer.parseInt(boot.group(1)), seed);
        }
        throw new UsageException(
                CliCode.BAD_VALUE,
                "--ci cannot be `" + ci + "`",
                "it is wald, profile, boot, or boot:N with N refits, at least " + FEWEST_BOOTSTRAPS,
                Suggestion.didYouMean(ci, List.of("wald", "profile", "boot"), "--ci boot:1000"));
    }
}
