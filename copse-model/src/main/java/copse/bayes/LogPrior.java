package copse.bayes;

import copse.mcmc.Draws;
import copse.model.Grouping;
import copse.model.RandomTerm;
import copse.model.Roles;
import copse.prior.Density;
import copse.prior.Prior;
import java.util.List;
import java.util.Map;

/// Log densities of the priors at draws of the parameters as they are, up to a constant: not of the coordinates
/// that a sampler moves in. What groups' effects have is part of the model, not of its priors.
final class LogPrior {
    private final BayesModel model;
    private final Draws draws;
    private final double[] sum;

    private LogPrior(BayesModel model, Draws draws) {
        this.model = model;
        this.draws = draws;
        this.sum = new double[draws.count()];
    }

    /// @return by draw, chain after chain
    static double[] of(BayesModel model, Draws draws) {
        LogPrior log = new LogPrior(model, draws);
        for (ResolvedPrior prior : model.priors()) {
            if (prior.prior() instanceof Prior.Lkj lkj) {
                log.addCorrelations(prior, lkj);
            } else if (!(prior.prior() instanceof Prior.Constant)
                    && draws.names().contains(prior.parameter())) {
                log.addScalar(prior);
            }
        }
        return log.sum;
    }

    private void addScalar(ResolvedPrior prior) {
        boolean positive = switch (prior.target().kind()) {
            case SD, SHAPE, DF -> true;
            case SIGMA -> prior.parameter().equals(BayesModel.SIGMA);
            case INTERCEPT, INTERCEPT_CENTERED, COEF, GROUP_MEAN, COR, ZI -> false;
        };
        Density density = positive ? prior.prior().onPositive() : prior.prior().onLine();
        double[] values = prior.centered() ? atMeans(prior.parameter()) : draws.column(prior.parameter());
        for (int i = 0; i < sum.length; i++) {
            sum[i] += density.log(values[i]);
        }
    }

    /// An intercept where the columns of its predictor are at their means.
    private double[] atMeans(String intercept) {
        String part = List.of(Roles.ZERO_INFLATION, Roles.SIGMA).stream()
                .filter(name -> intercept.equals(BayesModel.coefficient(name, RandomTerm.INTERCEPT)))
                .findFirst()
                .orElse(BayesModel.MAIN);
        boolean main = part.equals(BayesModel.MAIN);
        List<String> columns = main ? model.spec().fixedNames() : model.spec().partNames(part);
        Map<String, double[]> parts = model.scales().partMeans();
        double[] means = main ? model.scales().means() : parts.getOrDefault(part, new double[columns.size()]);
        double[] values = draws.column(intercept);
        for (int j = 0; j < columns.size(); j++) {
            String name = BayesModel.coefficient(part, columns.get(j));
            if (!name.equals(intercept) && draws.names().contains(name)) {
                double[] own = draws.column(name);
                for (int i = 0; i < values.length; i++) {
                    values[i] += means[j] * own[i];
                }
            }
        }
        return values;
    }

    private void addCorrelations(ResolvedPrior prior, Prior.Lkj lkj) {
        for (Grouping grouping : model.spec().groupings()) {
            if (!prior.parameter().equals(BayesModel.correlations(grouping.name()))) {
                continue;
            }
            for (RandomTerm term : grouping.terms()) {
                if (term.columns().size() > 1) {
                    addDeterminants(grouping.name(), term.columns(), lkj.eta() - 1);
                }
            }
        }
    }

    private void addDeterminants(String group, List<String> columns, double power) {
        int q = columns.size();
        double[][][] correlation = new double[q][q][];
        for (int j = 0; j < q; j++) {
            for (int i = j + 1; i < q; i++) {
                correlation[i][j] = draws.column(BayesModel.correlation(group, columns.get(j), columns.get(i)));
            }
        }
        double[][] l = new double[q][q];
        for (int s = 0; s < sum.length; s++) {
            double log = 0;
            for (int i = 0; i < q; i++) {
                double left = 1;
                for (int j = 0; j < i; j++) {
                    double value = correlation[i][j][s];
                    for (int k = 0; k < j; k++) {
                        value -= l[i][k] * l[j][k];
                    }
                    l[i][j] = value / l[j][j];
                    left -= l[i][j] * l[i][j];
                }
                l[i][i] = Math.sqrt(Math.max(left, Double.MIN_NORMAL));
                log += 2 * Math.log(l[i][i]);
            }
            sum[s] += power * log;
        }
    }
}
