package copse.prior;

import copse.error.InputException;
import copse.error.Place;
import copse.error.Problem;
import copse.error.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/// Priors as they are written: `normal(0, 10)`, `inv_gamma(1, 1) on variance`.
final class PriorText {
    private static final Pattern TEXT =
            Pattern.compile("\\s*([A-Za-z_]\\w*)\\s*(\\(([^()]*)\\))?\\s*(?:\\bon\\s+(\\w+)\\s*)?");

    /// A distribution as it is written.
    ///
    /// @param numbers their names
    /// @param count how many there are
    /// @param located whether there may be one more, a location before the scale
    /// @param make the prior of the numbers, with the location among them if there is one
    private record Form(String numbers, int count, boolean located, Function<double[], Prior> make) {
        Form(String numbers, Function<double[], Prior> make) {
            this(numbers, numbers.isEmpty() ? 0 : numbers.split(",").length, false, make);
        }

        static Form half(String numbers, Function<double[], Prior> whole) {
            int count = numbers.split(",").length;
            return new Form(numbers, count, true, a -> new Prior.Half(whole.apply(a.length > count ? a : centred(a))));
        }

        private static double[] centred(double[] a) {
            double[] b = Arrays.copyOf(a, a.length + 1);
            b[a.length] = a[a.length - 1];
            b[a.length - 1] = 0;
            return b;
        }

        boolean fits(int n) {
            return n == count || (located && n == count + 1);
        }
    }

    private static final Map<String, Form> FORMS = new TreeMap<>(Map.ofEntries(
            Map.entry("flat", new Form("", _ -> new Prior.Flat())),
            Map.entry("normal", new Form("mean, sd", a -> new Prior.Normal(a[0], a[1]))),
            Map.entry("student_t", new Form("df, location, scale", a -> new Prior.StudentT(a[0], a[1], a[2]))),
            Map.entry("cauchy", new Form("location, scale", a -> new Prior.Cauchy(a[0], a[1]))),
            Map.entry("laplace", new Form("location, scale", a -> new Prior.Laplace(a[0], a[1]))),
            Map.entry("half_normal", Form.half("sd", a -> new Prior.Normal(a[0], a[1]))),
            Map.entry("half_student_t", Form.half("df, scale", a -> new Prior.StudentT(a[0], a[1], a[2]))),
            Map.entry("half_cauchy", Form.half("scale", a -> new Prior.Cauchy(a[0], a[1]))),
            Map.entry("half_laplace", Form.half("scale", a -> new Prior.Laplace(a[0], a[1]))),
            Map.entry("exponential", new Form("rate", a -> new Prior.Exponential(a[0]))),
            Map.entry("gamma", new Form("shape, rate", a -> new Prior.Gamma(a[0], a[1]))),
            Map.entry("inv_gamma", new Form("shape, scale", a -> new Prior.InverseGamma(a[0], a[1]))),
            Map.entry("uniform", new Form("lower, upper", a -> new Prior.Uniform(a[0], a[1]))),
            Map.entry("constant", new Form("value", a -> new Prior.Constant(a[0]))),
            Map.entry("lkj", new Form("eta", a -> new Prior.Lkj(a[0])))));

    private final String source;
    private final int from;
    private final String text;

    private PriorText(String source, int from, String text) {
        this.source = source;
        this.from = from;
        this.text = text;
    }

    /// @param source the whole line, for errors
    /// @param from where in it the prior begins; it goes to the end
    static Prior parse(String source, int from) {
        return new PriorText(source, from, source.substring(from)).prior();
    }

    private Prior prior() {
        Matcher form = TEXT.matcher(text);
        if (!form.matches()) {
            int end = form.lookingAt() ? form.end() : 0;
            throw unreadable(end, text.length());
        }
        String name = form.group(1);
        List<Double> numbers = new ArrayList<>();
        if (form.group(2) != null && !form.group(3).isBlank()) {
            int at = form.start(3);
            for (String part : form.group(3).split(",", -1)) {
                numbers.add(number(part, at));
                at += part.length() + 1;
            }
        }
        Prior prior;
        try {
            prior = distribution(
                    name, numbers.stream().mapToDouble(Double::doubleValue).toArray(), form);
        } catch (InputException wrong) {
            Problem problem = wrong.problem();
            if (problem.place() != null) {
                throw wrong;
            }
            throw new InputException(new Problem(
                    problem.code(),
                    problem.what(),
                    problem.why(),
                    problem.fix(),
                    place(form.start(1), Math.max(form.end(1), form.end(2)))));
        }
        String scale = form.group(4);
        return switch (scale) {
            case null -> prior;
            case "sd" -> prior;
            case "variance" -> new Prior.On(prior, Prior.Scale.VARIANCE);
            case "precision" -> new Prior.On(prior, Prior.Scale.PRECISION);
            default ->
                throw PriorCode.UNREADABLE.error(
                        "a prior on `" + scale + "`",
                        "a prior of a standard deviation is stated on the sd, the variance (sd²) or the precision"
                                + " (1/sd²)",
                        Suggestion.didYouMean(
                                scale, List.of("sd", "variance", "precision"), "write `on variance` or `on precision`"),
                        place(form.start(4), form.end(4)));
        };
    }

    private Prior distribution(String name, double[] numbers, Matcher form) {
        String lower = name.toLowerCase(Locale.ROOT);
        Form known = FORMS.get(lower);
        if (known == null) {
            throw PriorCode.NO_SUCH_DISTRIBUTION.error(
                    "no distribution `" + name + "`",
                    "priors are " + String.join(", ", FORMS.keySet()),
                    Suggestion.didYouMean(name, FORMS.keySet(), "take one of these"),
                    place(form.start(1), form.end(1)));
        }
        if (!known.fits(numbers.length)) {
            String whole = known.count == 0 ? lower : lower + "(" + known.numbers + ")";
            throw PriorCode.WRONG_NUMBER_OF_ARGUMENTS.error(
                    "`" + lower + "` has " + count(known.count) + ", and here " + count(numbers.length),
                    "it is written " + whole,
                    "write " + whole + (known.count == 0 ? "" : " with numbers in place of the words"),
                    place(form.start(1), Math.max(form.end(1), form.end(2))));
        }
        return known.make.apply(numbers);
    }

    private static String count(int numbers) {
        return numbers == 0 ? "no numbers" : numbers == 1 ? "one number" : numbers + " numbers";
    }

    private double number(String part, int at) {
        try {
            return Double.parseDouble(part.strip());
        } catch (NumberFormatException _) {
            int start = at + part.length() - part.stripLeading().length();
            throw PriorCode.UNREADABLE.error(
                    part.isBlank() ? "a number is missing" : "`" + part.strip() + "` is not a number",
                    "the numbers of a prior are written out, separated by commas",
                    "write a number such as 2.5 there",
                    place(start, at + part.stripTrailing().length()));
        }
    }

    private InputException unreadable(int start, int end) {
        return PriorCode.UNREADABLE.error(
                "`" + text.strip() + "` is no prior",
                "a prior is a distribution with its numbers in brackets",
                "write it as in `normal(0, 10)`",
                place(Math.min(start, Math.max(0, end - 1)), end));
    }

    private Place place(int start, int end) {
        return new Place("prior", 0, source, from + start, Math.max(from + start + 1, from + end));
    }

    static String print(Prior prior) {
        return switch (prior) {
            case Prior.Flat _ -> "flat";
            case Prior.Normal normal -> call("normal", normal.mean(), normal.sd());
            case Prior.StudentT t -> call("student_t", t.df(), t.location(), t.scale());
            case Prior.Cauchy cauchy -> call("cauchy", cauchy.location(), cauchy.scale());
            case Prior.Laplace laplace -> call("laplace", laplace.location(), laplace.scale());
            case Prior.Half half -> half(half.whole());
            case Prior.Exponential exponential -> call("exponential", exponential.rate());
            case Prior.Gamma gamma -> call("gamma", gamma.shape(), gamma.rate());
            case Prior.InverseGamma inverse -> call("inv_gamma", inverse.shape(), inverse.scale());
            case Prior.Uniform uniform -> call("uniform", uniform.lower(), uniform.upper());
            case Prior.Constant constant -> call("constant", constant.value());
            case Prior.Lkj lkj -> call("lkj", lkj.eta());
            case Prior.On on -> print(on.prior()) + " on " + on.scale().name().toLowerCase(Locale.ROOT);
        };
    }

    private static String half(Prior whole) {
        return switch (whole) {
            case Prior.Normal normal when normal.mean() == 0 -> call("half_normal", normal.sd());
            case Prior.Cauchy cauchy when cauchy.location() == 0 -> call("half_cauchy", cauchy.scale());
            case Prior.Laplace laplace when laplace.location() == 0 -> call("half_laplace", laplace.scale());
            case Prior.Normal _, Prior.Cauchy _, Prior.Laplace _, Prior.StudentT _ -> "half_" + print(whole);
            case Prior.Flat _, Prior.Half _, Prior.Exponential _, Prior.Gamma _, Prior.InverseGamma _ -> print(whole);
            case Prior.Uniform _, Prior.Constant _, Prior.Lkj _, Prior.On _ -> print(whole);
        };
    }

    private static String call(String name, double... numbers) {
        return DoubleStream.of(numbers).mapToObj(PriorText::number).collect(Collectors.joining(", ", name + "(", ")"));
    }

    /// Without `.0`, so that it looks as it was written; reads as the same number.
    static String number(double value) {
        String text = Double.toString(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
