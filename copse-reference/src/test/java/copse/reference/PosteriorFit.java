package copse.reference;

import copse.bayes.Bayes;
import copse.bayes.BayesFit;
import copse.bayes.Priors;
import copse.family.Family;
import copse.family.Link;
import copse.formula.Formula;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.io.Data;
import copse.io.DataSource;
import copse.io.ReadOptions;
import copse.math.Seed;
import copse.mcmc.Chains;
import copse.mcmc.Draws;
import copse.mcmc.Monitor;
import copse.mcmc.Nuts;
import copse.model.ModelSpec;
import copse.model.Roles;
import copse.reference.ReferenceFolder.ReferenceCase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The model of a case of kind `posterior`, said in copse's words and sampled.
///
/// @param bayes the model
/// @param data its rows, with the columns that the case makes by transformation
/// @param names how R's names of coefficients read here
/// @param fit its posterior
record PosteriorFit(Bayes bayes, Frame data, RNames names, BayesFit fit) {
    /// What the references ask for: at least 4 × 2000.
    static final Nuts SAMPLER =
            Nuts.defaults().withDraws(2000).withTargetAcceptance(0.9).withSeed(Seed.of(20_260_601));

    // `y | se(s) ~ ...`: standard errors of the outcomes are known
    private static final Pattern KNOWN_ERROR = Pattern.compile("^(.*?)\\|\\s*se\\((\\w+)\\)\\s*~(.*)$");
    private static final String WEIGHT = "weight_of_known_error";
    private static final Pattern GROUP_COEFFICIENT = Pattern.compile("(coef|r)\\((.+?)\\)\\[([^,]+),(.+)]");

    static PosteriorFit of(ReferenceCase reference, DataFiles files) throws DataFiles.Missing {
        Expected one = Expected.of(reference.json());
        RNames names = new RNames(one.at("columns"));
        Frame data = rows(one, files);
        String formula = one.at("formula").text();
        Roles roles = Roles.defaults();
        Priors priors = priors(one.at("priors"), names);
        Matcher known = KNOWN_ERROR.matcher(formula);
        if (known.matches()) {
            formula = known.group(1) + "~" + known.group(3);
            data = data.with(WEIGHT, known.group(2), error -> 1 / (error * error));
            roles = roles.withWeights(WEIGHT);
            priors = priors.with("sigma=constant(1)");
        }
        Family family = Family.of(
                one.at("family").text(), Link.valueOf(one.at("link").text().toUpperCase(Locale.ROOT)));
        Bayes bayes = Bayes.of(formula, family).roles(roles).priors(priors);
        return new PosteriorFit(bayes, data, names, bayes.fit(data, SAMPLER, Monitor.SILENT));
    }

    // the file's columns, then those that are made of them
    private static Frame rows(Expected one, DataFiles files) throws DataFiles.Missing {
        Expected response = one.at("response");
        response.ignore("type", "success", "trials", "se");
        Map<String, String> made = new LinkedHashMap<>();
        one.at("transform")
                .items()
                .forEach(
                        item -> made.put(item.at("name").text(), item.at("expr").text()));
        String outcome = response.at("column").text();
        ReadOptions options = ReadOptions.defaults();
        for (Map.Entry<String, Expected> entry : one.at("columns").entries().entrySet()) {
            String name = entry.getKey();
            if (!made.containsKey(name)) {
                options = entry.getValue().at("type").text().equals("factor") && !name.equals(outcome)
                        ? options.withLevels(name, entry.getValue().at("levels").texts())
                        : options.withNumerics(name);
            }
        }
        Frame frame = Data.read(DataSource.file(files.of(one)), options);
        for (Map.Entry<String, String> column : made.entrySet()) {
            frame = frame.with(column.getKey(), NumericColumn.of(values(frame, column.getValue())));
        }
        return frame;
    }

    // copse's own arithmetic in formulas, whatever the response
    private static double[] values(Frame frame, String expression) {
        String any = frame.names().stream()
                .filter(name -> frame.column(name) instanceof NumericColumn)
                .findFirst()
                .orElseThrow();
        ModelSpec spec = ModelSpec.of(Formula.parse(any + " ~ 0 + I(" + expression + ")"), frame, Roles.defaults());
        return spec.rows(frame).x()[0];
    }

    private static Priors priors(Expected all, RNames names) {
        Priors priors = Priors.defaults();
        for (Expected prior : all.items()) {
            priors = priors.with(target(prior.at("target").text(), names) + "=" + distribution(prior));
            prior.ignore("also");
        }
        return priors;
    }

    // `coef:*` is every coefficient: here a class without a name
    private static String target(String text, RNames names) {
        if (text.endsWith(":*")) {
            return text.substring(0, text.length() - 2);
        }
        return text.startsWith("coef:") ? "coef:" + names.coefficient(text.substring(5)) : text;
    }

    private static String distribution(Expected prior) {
        String name = prior.at("dist").text();
        List<String> arguments = new ArrayList<>();
        prior.find("args")
                .ifPresent(args -> args.entries().values().forEach(value -> arguments.add(number(value.number()))));
        prior.ignore("lower"); // standard deviations are positive here, whatever their prior
        String text = name.equals("flat") ? "flat" : name + "(" + String.join(", ", arguments) + ")";
        return prior.find("on").map(on -> text + " on " + on.text()).orElse(text);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /// The draws of a parameter by its canonical name, of which terms are R's.
    ///
    /// @param canonical such as `Days`, `sd(Subject,Days)`, `coef(SCHOOLID)[10103,PPED]`
    /// @return its draws by chain
    Chains draws(String canonical) {
        Draws draws = fit.draws();
        Matcher group = GROUP_COEFFICIENT.matcher(canonical);
        if (!group.matches()) {
            return Chains.of(draws.chains(draws.index(own(canonical))));
        }
        String term = names.coefficient(group.group(4));
        double[][] deviation =
                draws.chains(draws.index("r(" + group.group(2) + ")[" + group.group(3) + "," + term + "]"));
        if (group.group(1).equals("r")) {
            return Chains.of(deviation);
        }
        double[][] mean = draws.chains(draws.index(term));
        double[][] sum = new double[mean.length][];
        for (int chain = 0; chain < mean.length; chain++) {
            sum[chain] = mean[chain].clone();
            for (int i = 0; i < sum[chain].length; i++) {
                sum[chain][i] += deviation[chain][i];
            }
        }
        return Chains.of(sum);
    }

    // terms within sd(…) and cor(…) are R's too
    private String own(String canonical) {
        Matcher inner = Pattern.compile("(sd|cor|mu)\\((.+?),(.+)\\)").matcher(canonical);
        if (!inner.matches()) {
            return names.coefficient(canonical);
        }
        List<String> terms = new ArrayList<>();
        for (String term : inner.group(3).split(",")) {
            terms.add(names.coefficient(term));
        }
        return inner.group(1) + "(" + inner.group(2) + "," + String.join(",", terms) + ")";
    }
}
