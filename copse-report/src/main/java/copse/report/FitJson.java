package copse.report;

import copse.error.Diagnostic;
import java.util.List;
import java.util.Map;
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
        json.put("formula", fit.formula())
                .put("response", fit.response())
                .put("family", fit.family())
                .put("link", fit.link())
                .put("method", fit.method())
                .put("n", fit.n());
        json.set("dropped", dropped(fit.dropped()));
        json.set("factors", texts(fit.factors()));
        json.set("groups", groups(fit.groups()));
        json.put("npar", fit.npar());
        json.set("criterion", Json.number(fit.criterion()));
        json.set("logLik", Json.number(fit.logLik()));
        json.set("aic", Json.number(fit.aic()));
        json.set("bic", Json.number(fit.bic()));
        json.set("ml", ml(fit.ml()));
        json.set("sigma", Json.number(fit.sigma()));
        json.set("sigmaLower", Json.number(fit.sigmaLower()));
        json.set("sigmaUpper", Json.number(fit.sigmaUpper()));
        json.set("theta", Json.array(fit.theta()));
        ArrayNode vcov = json.putArray("vcov");
        for (double[] row : fit.vcov()) {
            vcov.add(Json.array(row));
        }
        json.set("fixed", effects(fit.fixed()));
        json.put("df", fit.df()).put("interval", fit.interval());
        json.set("level", Json.number(fit.level()));
        json.set("random", random(fit));
        ObjectNode icc = json.putObject("icc");
        fit.icc().forEach((group, value) -> icc.set(group, Json.number(value)));
        if (fit.r2() != null) {
            ObjectNode r2 = json.putObject("r2");
            r2.set("marginal", Json.number(fit.r2().marginal()));
            r2.set("conditional", Json.number(fit.r2().conditional()));
        }
        ObjectNode ranef = json.putObject("ranef");
        fit.modes().forEach((group, modes) -> ranef.set(group, modes(modes)));
        if (!fit.tests().isEmpty()) {
            json.set("anova", tests(fit.tests()));
        }
        if (!fit.means().isEmpty()) {
            json.set("means", means(fit.means()));
        }
        ObjectNode convergence = json.putObject("convergence")
                .put("status", fit.convergence().status())
                .put("evaluations", fit.convergence().evaluations());
        convergence.set("gradient", Json.number(fit.convergence().gradient()));
        convergence.put("words", fit.convergence().words());
        json.set("diagnostics", diagnostics(fit.diagnostics()));
        json.set("record", RecordJson.brief(fit.record()));
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

    private static ObjectNode ml(FitResult.MaximumLikelihood ml) {
        ObjectNode json = Json.object();
        json.set("criterion", Json.number(ml.criterion()));
        json.set("logLik", Json.number(ml.logLik()));
        json.set("aic", Json.number(ml.aic()));
        json.set("bic", Json.number(ml.bic()));
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

    private static ArrayNode random(FitResult fit) {
        ArrayNode json = Json.array();
        for (FitResult.Variance variance : fit.variances()) {
            ObjectNode row = Json.object().put("group", variance.group()).put("term", variance.term());
            row.set("variance", Json.number(variance.variance()));
            row.set("sd", Json.number(variance.sd()));
            row.set("lower", Json.number(variance.lower()));
            row.set("upper", Json.number(variance.upper()));
            json.add(row);
        }
        for (FitResult.Covariance covariance : fit.covariances()) {
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
                    .put("adjust", contrasts.adjust());
            row.set("rows", effects(contrasts.rows()));
            json.add(row);
        }
        return json;
    }

    private static ArrayNode diagnostics(List<Diagnostic> diagnostics) {
        ArrayNode json = Json.array();
        for (Diagnostic diagnostic : diagnostics) {
            ObjectNode row = Json.object().put("code", diagnostic.code()).put("parameter", diagnostic.parameter());
            row.set("value", Json.number(diagnostic.value()));
            row.set("threshold", Json.number(diagnostic.threshold()));
            row.put("meaning", diagnostic.meaning()).put("advice", diagnostic.advice());
            json.add(row);
        }
        return json;
    }
}
