package copse.report;

import copse.lmm.Convergence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The answer of a fit in a sentence.
///
/// It speaks of one effect: the one that is asked for, else the first after the intercept. It says how the
/// outcome differs, not what caused it: that depends on how the data came about, which a fit does not know.
final class FitSentence {
    private static final String FAILED = new Convergence.Failed(0, 0, "").status();

    private final FitResult fit;
    private final OutcomeSentence onOutcome;

    FitSentence(FitResult fit) {
        this.fit = fit;
        this.onOutcome = new OutcomeSentence(fit, this);
    }

    /// @param wanted a term or the variable of a term, null for the first after the intercept
    /// @return the effect meant
    Optional<FitResult.Effect> effect(@Nullable String wanted) {
        if (wanted == null) {
            return fit.fixed().stream()
                    .filter(effect -> !effect.term().equals(FitResult.INTERCEPT))
                    .findFirst();
        }
        return fit.fixed(wanted)
                .or(() -> fit.fixed().stream()
                        .filter(effect -> effect.term().startsWith(wanted + "["))
                        .findFirst());
    }

    /// @param wanted a term or the variable of a term, null for the first after the intercept
    /// @return the answer
    String answer(@Nullable String wanted) {
        if (fit.convergence().status().equals(FAILED)) {
            return "No optimum was verified: the estimates say nothing certain about "
                    + fit.model().response() + ".";
        }
        Optional<FitResult.Effect> effect = effect(wanted);
        if (effect.isPresent()) {
            return onOutcome.effect(effect.get()).orElseGet(() -> effect(effect.get()));
        }
        Optional<FitResult.Effect> mean = fit.fixed(FitResult.INTERCEPT);
        return onOutcome.mean().or(() -> mean.map(this::mean)).orElseGet(this::spread);
    }

    private String effect(FitResult.Effect effect) {
        List<String> parts = split(effect.term());
        String size = Numbers.byError(Math.abs(effect.estimate()), effect.se());
        String what;
        if (effect.term().equals(FitResult.INTERCEPT)) {
            return mean(effect);
        } else if (parts.size() > 1) {
            what = "The interaction " + effect.term() + " changes " + subject() + " by "
                    + Numbers.byError(effect.estimate(), effect.se());
        } else if (comparison(effect.term()).isPresent()) {
            Comparison levels = comparison(effect.term()).get();
            what = subject() + " is " + size + (effect.estimate() < 0 ? " lower" : " higher") + " with "
                    + levels.variable() + " " + levels.level() + " than with " + levels.reference();
        } else if (effect.term().endsWith("]")) {
            what = "The coefficient " + effect.term() + " of " + subject() + " is "
                    + Numbers.byError(effect.estimate(), effect.se());
        } else {
            what = subject() + (effect.estimate() < 0 ? " falls" : " rises") + " by " + size + " per unit of "
                    + effect.term();
        }
        return OutcomeSentence.capitalIf(isGeneralised(), what) + where(effect.term()) + " " + evidence(effect)
                + doubt(effect);
    }

    /// What coefficients are effects on: the outcome of linear models, the linear predictor of others.
    private String subject() {
        return isGeneralised()
                ? FamilyWords.predictor(fit.model())
                : fit.model().response();
    }

    private boolean isGeneralised() {
        return fit.sample().cells() > 0;
    }

    private String mean(FitResult.Effect intercept) {
        String where = fit.fixed().size() == 1 ? "" : " at the reference of every predictor";
        String of = isGeneralised() ? OutcomeSentence.capitalIf(true, subject()) : "The mean of " + subject();
        return of + where + " is " + Numbers.byError(intercept.estimate(), intercept.se()) + " " + interval(intercept)
                + "." + shares();
    }

    private String spread() {
        FitResult.Residual residual = fit.residual();
        String varies = fit.model().response() + " is modelled without fixed effects.";
        return residual == null
                ? varies
                : fit.model().response() + " varies about 0 with a residual standard deviation of "
                        + Numbers.significant(residual.sigma(), 4) + "." + shares();
    }

    /// How much of the variance lies between groups.
    private String shares() {
        String shares = fit.random().icc().entrySet().stream()
                .filter(entry -> Double.isFinite(entry.getValue()))
                .map(entry -> Numbers.percent(entry.getValue()) + " between levels of " + entry.getKey())
                .collect(Collectors.joining(", "));
        return shares.isEmpty() ? "" : " Of its variance lie " + shares + ".";
    }

    /// With interactions a main effect is the effect where the other variables are 0 or at their reference.
    String where(String term) {
        String variable = variable(term);
        List<String> others = fit.fixed().stream()
                .map(effect -> split(effect.term()))
                .filter(parts -> parts.size() > 1
                        && parts.stream().anyMatch(part -> variable(part).equals(variable)))
                .flatMap(List::stream)
                .map(FitSentence::variable)
                .filter(other -> !other.equals(variable))
                .distinct()
                .map(this::origin)
                .toList();
        return others.isEmpty() || split(term).size() > 1 ? "" : " where " + String.join(" and ", others);
    }

    private String origin(String variable) {
        List<String> levels = fit.sample().factors().getOrDefault(variable, List.of());
        return variable + " is " + (levels.isEmpty() ? "0" : levels.getFirst());
    }

    private String evidence(FitResult.Effect effect) {
        List<String> parts = new ArrayList<>();
        if (Double.isFinite(effect.lower()) || Double.isFinite(effect.upper())) {
            parts.add(limits(effect));
        }
        parts.add(dfWords());
        if (Double.isFinite(effect.df())) {
            parts.add("df " + Numbers.df(effect.df()));
        }
        parts.add(Numbers.pEquals(effect.p()));
        parts.removeIf(String::isEmpty);
        return "(" + String.join(", ", parts) + ")";
    }

    private String interval(FitResult.Effect effect) {
        return Double.isFinite(effect.lower())
                ? "(" + limits(effect) + ")"
                : "(se " + Numbers.byError(effect.se(), effect.se()) + ")";
    }

    private String limits(FitResult.Effect effect) {
        return Numbers.level(fit.coefficients().level()) + "% CI " + Numbers.byError(effect.lower(), effect.se())
                + " to " + Numbers.byError(effect.upper(), effect.se());
    }

    private static String doubt(FitResult.Effect effect) {
        boolean includesZero = effect.lower() < 0 && effect.upper() > 0;
        return includesZero ? "; the interval includes 0, so that the direction is open." : ".";
    }

    String dfWords() {
        return switch (fit.coefficients().df()) {
            case "satterthwaite" -> "Satterthwaite";
            case "kr" -> "Kenward-Roger";
            case "residual" -> "";
            case "z" -> "normal";
            default -> fit.coefficients().df(); // a robust covariance says its own
        };
    }

    /// A level of a factor held against the factor's reference.
    record Comparison(String variable, String level, String reference) {}

    /// @param term name of a coefficient
    /// @return which levels it compares; empty for other coefficients
    Optional<Comparison> comparison(String term) {
        int bracket = term.indexOf('[');
        if (bracket < 1 || !term.endsWith("]")) {
            return Optional.empty();
        }
        String variable = term.substring(0, bracket);
        String level = term.substring(bracket + 1, term.length() - 1);
        List<String> levels = fit.sample().factors().getOrDefault(variable, List.of());
        // without an intercept every level has a column of its own, which is a mean and no comparison
        boolean full = !levels.isEmpty()
                && fit.fixed(variable + "[" + levels.getFirst() + "]").isPresent();
        return levels.contains(level) && !full
                ? Optional.of(new Comparison(variable, level, levels.getFirst()))
                : Optional.empty();
    }

    static String variable(String part) {
        int bracket = part.indexOf('[');
        return bracket > 0 ? part.substring(0, bracket) : part;
    }

    /// @param term name of a coefficient
    /// @return whether it is the coefficient of a number, an effect per unit of it
    static boolean isNumber(String term) {
        return !term.equals(FitResult.INTERCEPT) && split(term).stream().noneMatch(part -> part.endsWith("]"));
    }

    /// The factors of an interaction; a colon inside brackets, parentheses or backticks belongs to a name.
    static List<String> split(String term) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < term.length(); i++) {
            char c = term.charAt(i);
            quoted ^= c == '`';
            depth += quoted ? 0 : c == '[' || c == '(' ? 1 : c == ']' || c == ')' ? -1 : 0;
            if (c == ':' && depth == 0 && !quoted) {
                parts.add(term.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(term.substring(start));
        return parts;
    }
}
