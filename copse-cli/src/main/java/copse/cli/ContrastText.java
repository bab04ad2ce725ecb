package copse.cli;

import copse.error.Suggestion;
import copse.infer.LinearContrast;
import copse.report.FitQuestions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A linear combination as it is typed: `arm[a] - 0.5*arm[b]`.
///
/// @param text signs, numbers with `*`, and names of coefficients; names may hold blanks and signs themselves
record ContrastText(String text) implements FitQuestions.Combination {
    private static final Pattern WEIGHT = Pattern.compile("\\G\\s*([+-]?)\\s*(?:(\\d+\\.?\\d*|\\.\\d+)\\s*\\*)?\\s*");

    @Override
    public LinearContrast of(List<String> names) {
        double[] weights = new double[names.size()];
        Matcher weight = WEIGHT.matcher(text);
        int at = 0;
        while (at < text.stripTrailing().length()) {
            boolean first = at == 0;
            if (!weight.find(at) || !first && weight.group(1).isEmpty()) {
                throw wrong(text.substring(at).strip(), names);
            }
            int start = weight.end();
            Optional<String> name = names.stream()
                    .filter(candidate -> text.startsWith(candidate, start))
                    .max(Comparator.comparingInt(String::length));
            if (name.isEmpty()) {
                throw wrong(text.substring(start).strip(), names);
            }
            double size = weight.group(2) == null ? 1 : Double.parseDouble(weight.group(2));
            weights[names.indexOf(name.get())] += weight.group(1).equals("-") ? -size : size;
            at = start + name.get().length();
        }
        return new LinearContrast(text.strip(), weights);
    }

    private UsageException wrong(String rest, List<String> names) {
        String word = rest.split("\\s+[+-]\\s+", 2)[0];
        return new UsageException(
                CliCode.BAD_VALUE,
                "--contrast cannot be `" + text + "`: there is no coefficient `" + word + "`",
                "the coefficients are " + String.join(", ", names),
                Suggestion.didYouMean(
                        word, names, "--contrast '" + names.getLast() + " - 0.5*" + names.getFirst() + "'"));
    }
}
