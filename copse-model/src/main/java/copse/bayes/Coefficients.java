package copse.bayes;

import copse.math.RandomStream;
import copse.prior.Density;
import copse.prior.Prior;

/// The coefficients of one linear predictor under their priors, which are on the coefficients of the columns as
/// they are, while coordinates are of standard columns. Work of one thread.
final class Coefficients {
    private final CentredColumns columns;
    /// Per column; of the intercept as its prior has it, at x = 0 or at the means.
    private final Scalar[] own;
    private final boolean priorAtZero;
    private final double[] standard;
    private final int size;
    private double atZero;
    private double slopeAtZero;

    private Coefficients(CentredColumns columns, Scalar[] own, boolean priorAtZero) {
        this.columns = columns;
        this.own = own;
        this.priorAtZero = priorAtZero;
        this.standard = new double[own.length];
        int coordinates = 0;
        for (Scalar one : own) {
            coordinates += one.isKnown() ? 0 : 1;
        }
        this.size = coordinates;
    }

    /// @param model with its priors
    /// @param columns of the predictor
    /// @param part name of the predictor, [BayesModel#MAIN] for that of the mean
    static Coefficients of(BayesModel model, CentredColumns columns, String part) {
        Scalar[] own = new Scalar[columns.count()];
        boolean priorAtZero = false;
        for (int j = 0; j < own.length; j++) {
            ResolvedPrior resolved =
                    model.resolved(BayesModel.coefficient(part, columns.names().get(j)));
            Prior prior = resolved.prior();
            if (columns.intercept() && j == 0) {
                // with a flat prior both are the same, and this one is without a detour
                priorAtZero = !resolved.centered() && !(prior instanceof Prior.Flat);
                own[j] = Scalar.onLine(prior, columns.shift(), columns.unit());
            } else {
                own[j] = Scalar.onLine(prior, 0, columns.unit() / columns.scale()[j]);
            }
        }
        return new Coefficients(columns, own, priorAtZero);
    }

    int size() {
        return size;
    }

    double[] standard() {
        return standard;
    }

    /// The intercept where every column is at its mean.
    double centred() {
        return columns.unit() * standard[0] + columns.shift();
    }

    /// Whether the coordinate of the intercept is that at x = 0, not at the means.
    private boolean isCoordinateAtZero() {
        return priorAtZero && !own[0].isLinear();
    }

    double decode(double[] position, int from) {
        int at = from;
        double log = 0;
        double away = 0;
        for (int j = 0; j < own.length; j++) {
            Scalar one = own[j];
            if (!one.isKnown()) {
                one.set(position[at++]);
                log += one.logDensity;
            }
            if (!columns.intercept() || j > 0) {
                standard[j] = one.value * columns.scale()[j] / columns.unit();
                away += columns.mean()[j] * one.value;
            }
        }
        if (columns.intercept()) {
            Scalar constant = own[0];
            if (isCoordinateAtZero()) {
                atZero = constant.value;
                standard[0] = (atZero + away - columns.shift()) / columns.unit();
            } else {
                atZero = constant.value - away;
                standard[0] = (constant.value - columns.shift()) / columns.unit();
                if (priorAtZero) {
                    Density density = constant.density();
                    log += density.log(atZero) - constant.logDensity;
                    slopeAtZero = density.slope(atZero);
                }
            }
        }
        return log;
    }

    void pullBack(double[] byStandard, double[] gradient, int from) {
        int at = from;
        double perMean = 0;
        int first = 0;
        if (columns.intercept()) {
            first = 1;
            Scalar constant = own[0];
            if (isCoordinateAtZero()) {
                perMean = byStandard[0] / columns.unit();
                if (!constant.isKnown()) {
                    gradient[at++] += constant.gradient + perMean * constant.slope;
                }
            } else {
                double prior = constant.gradient;
                if (priorAtZero) {
                    perMean = -slopeAtZero;
                    prior = slopeAtZero * constant.slope;
                }
                if (!constant.isKnown()) {
                    gradient[at++] += prior + byStandard[0] / columns.unit() * constant.slope;
                }
            }
        }
        for (int j = first; j < own.length; j++) {
            Scalar one = own[j];
            if (!one.isKnown()) {
                double byValue = byStandard[j] * columns.scale()[j] / columns.unit() + perMean * columns.mean()[j];
                gradient[at++] += one.gradient + byValue * one.slope;
            }
        }
    }

    /// @param wanted β_s; not modified
    /// @param position filled from `from`. *Modified.*
    void encode(double[] wanted, double[] position, int from) {
        double[] beta = new double[own.length];
        columns.back(wanted, beta);
        int at = from;
        for (int j = 0; j < own.length; j++) {
            if (own[j].isKnown()) {
                continue;
            }
            boolean centred = columns.intercept() && j == 0 && !isCoordinateAtZero();
            double value = centred ? columns.unit() * wanted[0] + columns.shift() : beta[j];
            position[at++] = own[j].coordinate(value);
        }
    }

    /// @param stream of random numbers. *Modified.*
    /// @param position filled from `from` with a draw from the priors. *Modified.*
    void draw(RandomStream stream, double[] position, int from) {
        int first = columns.intercept() && !own[0].isKnown() ? 1 : 0;
        int at = from + first;
        double away = 0;
        for (int j = columns.intercept() ? 1 : 0; j < own.length; j++) {
            Scalar one = own[j];
            if (!one.isKnown()) {
                position[at] = one.draw(stream, 0);
                one.set(position[at++]);
            }
            away += columns.mean()[j] * one.value;
        }
        if (first == 1) {
            position[from] = own[0].draw(stream, priorAtZero && !isCoordinateAtZero() ? away : 0);
        }
    }

    /// @param into filled from `at` with the coefficients, the intercept at x = 0. *Modified.*
    /// @return where the next goes
    int report(double[] into, int at) {
        for (int j = 0; j < own.length; j++) {
            into[at + j] = columns.intercept() && j == 0 ? atZero : own[j].value;
        }
        return at + own.length;
    }
}
