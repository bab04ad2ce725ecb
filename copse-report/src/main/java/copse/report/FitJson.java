package copse.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A fit as the JSON object `copse.fit/1`, described in docs/reference/json.md.
public final class FitJson {
    /// The schema and its version. Keys may be added within a version; none changes its meaning.
    public static final String SCHEMA = "copse.fit/1";

    private FitJson() {}

    /// @param fit a fit
    /// @return the object
    public static ObjectNode of(FitResult fit) {
        ObjectNode json = Json.object().put("schema", SCHEMA);
        model(json, fit.model());
        sample(json, fit.sample());
        likelihood(json, fit.likelihood());
        spread(json, fit.residual(), fit.dispersion());
        json.set("theta", Json.array(fit.random().theta()));
        coefficients(json, fit.coefficients());
        if (!fit.inflation().isEmpty()) {
            json.set("zeroInflation", effects(fit.inflation()));
        }
        json.set("effects", scaled(fit.answers().effects()));
        json.set("random", random(fit.random()));
        shares(json, fit.random());
        ObjectNode ranef = json.putObject("ranef");
        fit.random().modes().forEach((group, modes) -> ranef.set(group, modes(modes)));
        if (!fit.answers().tests().isEmpty()) {
            json.set("anova", tests(fit.answers().tests()));
        }
        if (!fit.answers().means().isEmpty()) {
            json.set("means", means(fit.answers().means()));
        }
        ObjectNode convergence = json.putObject("convergence")
                .put("status", fit.convergence().status())
                .put("evaluations", fit.convergence().evaluations());
        convergence.set("gradient", Json.number(fit.convergence().gradient()));
        convergence.put("words", fit.convergence().words());
        json.set("diagnostics", Json.diagnostics(fit.diagnostics()));
        json.set("record", RecordJson.brief(fit.record()));
        return json;
    }

    private static void model(ObjectNode json, FitResult.Model model) {
        json.put("formula", model.formula())
                .put("response", model.response())
                .put("success", model.success())
                .put("family", model.family())
                .put("link", model.link())
                .put("method", model.method());
        if (model.integration() == null) {
            json.putNull("integration");
        } else {
            json.putObject("integration")
                    .put("points", model.integration().points())
                    .put("weights", model.integration().weights());
        }
    }

    static void sample(ObjectNode json, FitResult.Sample sample) {
        json.put("n", sample.n());
        if (sample.cells() > 0) {
            json.put("cells", sample.cells());
        }
        json.set("dropped", dropped(sample.dropped()));
        json.set("factors", texts(sample.factors()));
        json.set("groups", groups(sample.groups()));
    }

    private static void likelihood(ObjectNode json, FitResult.Likelihood likelihood) {
        json.put("npar", likelihood.npar());
        criteria(json, likelihood.fitted());
        criteria(json.putObject("ml"), likelihood.ml());
    }

    private static void criteria(ObjectNode json, FitResult.Criteria criteria) {
        json.set("criterion", Json.number(criteria.criterion()));
        json.set("logLik", Json.number(criteria.logLik()));
        json.set("aic", Json.number(criteria.aic()));
        json.set("bic", Json.number(criteria.bic()));
    }

    private static void spread(
            ObjectNode json, FitResult.@Nullable Residual residual, FitResult.@Nullable Dispersion dispersion) {
        json.set("sigma", Json.number(residual == null ? Double.NaN : residual.sigma()));
        json.set("sigmaLower", Json.number(residual == null ? Double.NaN : residual.lower()));
        json.set("sigmaUpper", Json.number(residual == null ? Double.NaN : residual.upper()));
        json.set("dispersion", Json.number(dispersion == null ? Double.NaN : dispersion.value()));
        if (dispersion != null) {
            json.set("dispersionLower", Json.number(dispersion.lower()));
            json.set("dispersionUpper", Json.number(dispersion.upper()));
            json.put("dispersionMeaning", dispersion.meaning());
        }
    }

    private static void coefficients(ObjectNode json, FitResult.Coefficients fixed) {
        ArrayNode vcov = json.putArray("vcov");
        for (double[] row : fixed.vcov()) {
            vcov.add(Json.array(row));
        }
        json.set("fixed", effects(fixed.effects()));
        json.put("df", fixed.df()).put("interval", fixed.interval());
        json.set("level", Json.number(fixed.level()));
    }

    private static void shares(ObjectNode json, FitResult.RandomPart random) {
        ObjectNode icc = json.putObject("icc");
        random.icc().forEach((group, value) -> icc.set(group, Json.number(value)));
        if (random.r2() != null) {
            json.set("r2", shares(random.r2()));
        }
        if (random.outcome() != null) {
            ObjectNode outcome = json.putObject("iccOutcome");
            random.outcome().icc().forEach((group, value) -> outcome.set(group, Json.number(value)));
            json.set("r2Outcome", shares(random.outcome().r2()));
        }
    }

    private static ObjectNode shares(FitResult.RSquared shares) {
        ObjectNode json = Json.object();
        json.set("marginal", Json.number(shares.marginal()));
        json.set("conditional", Json.number(shares.conditional()));
        return json;
    }

    private static ObjectNode dropped(FitResult.Dropped dropped) {
        ObjectNode json = Json.object().put("rows", dropped.rows());
        ObjectNode missing = json.putObject("missing");
        dropped.missing().forEach(missing::put);
        json.set("aliased", Json.array(dropped.aliased()));
        return json;
    }

    private static ObjectNode texts(Map<String, List<String>> lists) {
        ObjectNode json = Json.object();
        lists.forEach((name, values) -> json.set(name, Json.array(values)));
        return json;
    }

    private static ObjectNode groups(Map<String, FitResult.Group> groups) {
        ObjectNode json = Json.object();
        groups.forEach((name, group) -> {
            ObjectNode sizes =
                    json.putObject(name).put("levels", group.levels()).put("min", group.min());
            sizes.set("mean", Json.number(group.mean()));
            sizes.put("max", group.max());
        });
        return json;
    }

    private static ArrayNode effects(List<FitResult.Effect> effects) {
        ArrayNode json = Json.array();
        for (FitResult.Effect effect : effects) {
            ObjectNode row = Json.object().put("term", effect.term());
            row.set("estimate", Json.number(effect.estimate()));
            row.set("se", Json.number(effect.se()));
            row.set("statistic", Json.number(effect.statistic()));
            row.set("df", Json.number(effect.df()));
            row.set("p", Json.number(effect.p()));
            row.set("lower", Json.number(effect.lower()));
            row.set("upper", Json.number(effect.upper()));
            json.add(row);
        }
        return json;
    }

    private static ArrayNode scaled(List<FitResult.ScaledEffect> effects) {
        ArrayNode json = Json.array();
        for (FitResult.ScaledEffect effect : effects) {
            ObjectNode row = Json.object()
                    .put("term", effect.term())
                    .put("contrast", effect.contrast())
                    .put("scale", effect.scale())
                    .put("whose", effect.whose());
            row.set("estimate", Json.number(effect.estimate()));
            row.set("se", Json.number(effect.se()));
            row.set("lower", Json.number(effect.lower()));
            row.set("upper", Json.number(effect.upper()));
            row.set("p", Json.number(effect.p()));
            json.add(row);
        }
        return json;
    }

    private static ArrayNode random(FitResult.RandomPart random) {
        ArrayNode json = Json.array();
        for (FitResult.Variance variance : random.variances()) {
            ObjectNode row = Json.object().put("group", variance.group()).put("term", variance.term());
            row.set("variance", Json.number(variance.variance()));
            row.set("sd", Json.number(variance.sd()));
            row.set("lower", Json.number(variance.lower()));
            row.set("upper", Json.number(variance.upper()));
            json.add(row);
        }
        for (FitResult.Covariance covariance : random.covariances()) {
            ObjectNode row = Json.object()
                    .put("group", covariance.group())
                    .put("term1", covariance.term1())
                    .put("term2", covariance.term2());
            row.set("covariance", Json.number(covariance.covariance()));
            row.set("corr", Json.number(covariance.corr()));
            row.set("lower", Json.number(covariance.lower()));
            row.set("upper", Json.number(covariance.upper()));
            json.add(row);
        }
        return json;
    }

    private static ArrayNode modes(List<FitResult.Mode> modes) {
        ArrayNode json = Json.array();
        for (FitResult.Mode mode : modes) {
            ObjectNode row = Json.object().put("level", mode.level()).put("term", mode.term());
            row.set("estimate", Json.number(mode.estimate()));
            row.set("sd", Json.number(mode.sd()));
            row.set("coef", Json.number(mode.coefficient()));
            json.add(row);
        }
        return json;
    }

    private static ArrayNode tests(List<FitResult.TermTest> tests) {
        ArrayNode json = Json.array();
        for (FitResult.TermTest test : tests) {
            ObjectNode row = Json.object().put("type", test.type()).put("term", test.term());
            row.set("statistic", Json.number(test.statistic()));
            row.set("numDf", Json.number(test.numDf()));
            row.set("denDf", Json.number(test.denDf()));
            row.set("p", Json.number(test.p()));
            json.add(row);
        }
        return json;
    }

    private static ArrayNode means(List<FitResult.Contrasts> means) {
        ArrayNode json = Json.array();
        for (FitResult.Contrasts contrasts : means) {
            ObjectNode row = Json.object()
                    .put("name", contrasts.name())
                    .put("kind", contrasts.kind())
                    .put("scale", contrasts.scale())
                    .put("adjust", contrasts.adjust());
            row.set("rows", effects(contrasts.rows()));
            json.add(row);
        }
        return json;
    }
}
