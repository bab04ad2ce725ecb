package copse.bayes;

import copse.math.RandomStream;
import copse.model.Grouping;
import copse.model.RandomTerm;
import copse.model.Roles;
import copse.prior.Prior;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The hyperparameters of a [BayesModel].
final class ModelHyper implements Hyper {
    private final Shape shape;
    private final Coefficients beta;
    private final List<Coefficients> parts;
    private final Scalar[] sd;
    private final Correlations[] correlations;
    private final Scalar[] scale;
    private final Scalar[] df;
    private final double[][] factor;
    private final double[][] byCorrelation;
    private final double[] further;
    private final double[] byPart;

    /// What copies share.
    ///
    /// @param model with its priors
    /// @param columns of the linear predictor
    /// @param parts columns of zero inflation, then of log sigma, as far as there are such predictors
    /// @param groupings in the order in which factors are counted
    /// @param blocks the terms of all groupings, in the order of the model
    /// @param logPower ω per logarithm of the parameter that is printed: 2 where it is sigma
    /// @param names of what is reported
    private record Shape(
            BayesModel model,
            CentredColumns columns,
            Map<String, CentredColumns> parts,
            List<Grouping> groupings,
            List<Term> blocks,
            double logPower,
            List<String> names) {}

    /// One random term.
    ///
    /// @param grouping number of its factor
    /// @param q columns of Z of the grouping
    /// @param from first column of the term
    /// @param size columns of the term
    /// @param sd number of its first standard deviation
    /// @param correlation number of its correlations, −1 without
    private record Term(int grouping, int q, int from, int size, int sd, int correlation) {}

    private ModelHyper(Shape shape) {
        this.shape = shape;
        BayesModel model = shape.model;
        this.beta = Coefficients.of(model, shape.columns, BayesModel.MAIN);
        this.parts = new ArrayList<>();
        int more = 0;
        for (Map.Entry<String, CentredColumns> part : shape.parts.entrySet()) {
            parts.add(Coefficients.of(model, part.getValue(), part.getKey()));
            more += part.getValue().count();
        }
        List<Scalar> sds = new ArrayList<>();
        List<Correlations> all = new ArrayList<>();
        for (Term term : shape.blocks) {
            Grouping grouping = shape.groupings.get(term.grouping);
            List<String> columns = grouping.terms().stream()
                    .flatMap(one -> one.columns().stream())
                    .toList();
            for (int k = term.from; k < term.from + term.size; k++) {
                sds.add(Scalar.onPositive(model.prior(BayesModel.sd(grouping.name(), columns.get(k)))));
            }
            if (term.correlation >= 0) {
                Prior.Lkj lkj = (Prior.Lkj) model.prior(BayesModel.correlations(grouping.name()));
                all.add(new Correlations(term.size, lkj.eta()));
            }
        }
        this.sd = sds.toArray(Scalar[]::new);
        this.correlations = all.toArray(Correlations[]::new);
        this.scale = optional(model, model.scaleName());
        this.df = optional(model, BayesModel.DF);
        this.factor = new double[shape.groupings.size()][];
        for (int g = 0; g < factor.length; g++) {
            int q = shape.groupings.get(g).columns();
            factor[g] = new double[q * q];
        }
        this.byCorrelation = Arrays.stream(correlations)
                .map(own -> new double[own.factor().length])
                .toArray(double[][]::new);
        this.further = new double[more + df.length];
        this.byPart = new double[more];
    }

    private static Scalar[] optional(BayesModel model, String name) {
        return model.hasPrior(name) ? new Scalar[] {Scalar.onPositive(model.prior(name))} : new Scalar[0];
    }

    /// @param model with its priors
    /// @param columns coordinates of the linear predictor, as the posterior has them
    /// @param parts by name ([Roles#ZERO_INFLATION], [Roles#SIGMA]), as far as the model has such predictors
    /// @param groupings those of the model, in the order in which the posterior counts them
    static ModelHyper of(BayesModel model, FixedMap columns, Map<String, FixedMap> parts, List<Grouping> groupings) {
        CentredColumns main = CentredColumns.of(columns);
        Map<String, CentredColumns> inOrder = new LinkedHashMap<>();
        for (String name : List.of(Roles.ZERO_INFLATION, Roles.SIGMA)) {
            FixedMap part = parts.get(name);
            if (part != null) {
                inOrder.put(name, CentredColumns.of(part));
            }
        }
        List<Term> blocks = new ArrayList<>();
        int sd = 0;
        int correlation = 0;
        for (Grouping grouping : model.spec().groupings()) {
            int from = 0;
            for (RandomTerm term : grouping.terms()) {
                int size = term.columns().size();
                blocks.add(new Term(
                        groupings.indexOf(grouping),
                        grouping.columns(),
                        from,
                        size,
                        sd,
                        size > 1 ? correlation++ : -1));
                from += size;
                sd += size;
            }
        }
        return new ModelHyper(new Shape(
                model,
                main,
                Collections.unmodifiableMap(inOrder),
                List.copyOf(groupings),
                List.copyOf(blocks),
                model.scaleName().equals(BayesModel.SIGMA) ? 2 : 1,
                ParameterNames.of(model, main, inOrder)));
    }

    @Override
    public int size() {
        int size = beta.size();
        for (Scalar one : sd) {
            size += one.isKnown() ? 0 : 1;
        }
        for (Correlations one : correlations) {
            size += one.size();
        }
        for (Scalar one : scale) {
            size += one.isKnown() ? 0 : 1;
        }
        for (Coefficients part : parts) {
            size += part.size();
        }
        for (Scalar one : df) {
            size += one.isKnown() ? 0 : 1;
        }
        return size;
    }

    @Override
    public double decode(double[] position) {
        double log = beta.decode(position, 0);
        int at = beta.size();
        for (Scalar one : sd) {
            if (!one.isKnown()) {
                one.set(position[at++]);
                log += one.logDensity;
            }
        }
        for (Correlations one : correlations) {
            log += one.decode(position, at);
            at += one.size();
        }
        for (Scalar one : scale) {
            if (!one.isKnown()) {
                one.set(position[at++]);
                log += one.logDensity;
            }
        }
        int to = 0;
        for (Coefficients part : parts) {
            log += part.decode(position, at);
            at += part.size();
            System.arraycopy(part.standard(), 0, further, to, part.standard().length);
            to += part.standard().length;
        }
        for (Scalar one : df) {
            if (!one.isKnown()) {
                one.set(position[at++]);
                log += one.logDensity;
            }
            further[to] = Math.log(one.value);
        }
        fillFactors();
        return log;
    }

    private void fillFactors() {
        for (Term term : shape.blocks) {
            double[] l = factor[term.grouping];
            int q = term.q;
            if (term.correlation < 0) {
                l[term.from * (q + 1)] = sd[term.sd].value;
                continue;
            }
            double[] c = correlations[term.correlation].factor();
            for (int j = 0; j < term.size; j++) {
                for (int i = j; i < term.size; i++) {
                    l[term.from + i + (term.from + j) * q] = sd[term.sd + i].value * c[i + j * term.size];
                }
            }
        }
    }

    @Override
    public double[] beta() {
        return beta.standard();
    }

    @Override
    public double[] factor(int grouping) {
        return factor[grouping];
    }

    @Override
    public double omega() {
        return scale.length == 0 ? 0 : shape.logPower * Math.log(scale[0].value);
    }

    @Override
    public double[] further() {
        return further;
    }

    @Override
    public void pullBack(double[] byBeta, double[][] byFactor, double byOmega, double[] byFurther, double[] gradient) {
        beta.pullBack(byBeta, gradient, 0);
        int at = beta.size();
        at = pullBackFactors(byFactor, gradient, at);
        for (Scalar one : scale) {
            if (!one.isKnown()) {
                gradient[at++] += one.gradient + byOmega * shape.logPower / one.value * one.slope;
            }
        }
        int from = 0;
        for (Coefficients part : parts) {
            int count = part.standard().length;
            System.arraycopy(byFurther, from, byPart, 0, count);
            part.pullBack(byPart, gradient, at);
            at += part.size();
            from += count;
        }
        for (Scalar one : df) {
            if (!one.isKnown()) {
                gradient[at++] += one.gradient + byFurther[from] / one.value * one.slope;
            }
        }
    }

    private int pullBackFactors(double[][] byFactor, double[] gradient, int start) {
        int at = start;
        for (Term term : shape.blocks) {
            double[] by = byFactor[term.grouping];
            int q = term.q;
            for (int i = 0; i < term.size; i++) {
                double sum = 0;
                Scalar own = sd[term.sd + i];
                if (term.correlation < 0) {
                    sum = by[term.from * (q + 1)];
                } else {
                    double[] c = correlations[term.correlation].factor();
                    double[] byC = byCorrelation[term.correlation];
                    for (int j = 0; j <= i; j++) {
                        double entry = by[term.from + i + (term.from + j) * q];
                        sum += entry * c[i + j * term.size];
                        byC[i + j * term.size] = entry * own.value;
                    }
                }
                if (!own.isKnown()) {
                    gradient[at++] += own.gradient + sum * own.slope;
                }
            }
        }
        for (int k = 0; k < correlations.length; k++) {
            correlations[k].pullBack(byCorrelation[k], gradient, at);
            at += correlations[k].size();
        }
        return at;
    }

    @Override
    public void encode(double[] byBeta, double[][] factors, double omega, double[] byFurther, double[] position) {
        beta.encode(byBeta, position, 0);
        int at = beta.size();
        for (Term term : shape.blocks) {
            for (int i = 0; i < term.size; i++) {
                double square = 0;
                for (int j = 0; j <= i; j++) {
                    double entry = factors[term.grouping][term.from + i + (term.from + j) * term.q];
                    square += entry * entry;
                }
                if (!sd[term.sd + i].isKnown()) {
                    position[at++] = sd[term.sd + i].coordinate(Math.sqrt(square));
                }
            }
        }
        for (Term term : shape.blocks) {
            if (term.correlation >= 0) {
                correlations[term.correlation].encode(unitRows(term, factors[term.grouping]), position, at);
                at += correlations[term.correlation].size();
            }
        }
        for (Scalar one : scale) {
            if (!one.isKnown()) {
                position[at++] = one.coordinate(Math.exp(omega / shape.logPower));
            }
        }
        int from = 0;
        for (Coefficients part : parts) {
            int count = part.standard().length;
            part.encode(Arrays.copyOfRange(byFurther, from, from + count), position, at);
            at += part.size();
            from += count;
        }
        for (Scalar one : df) {
            if (!one.isKnown()) {
                position[at++] = one.coordinate(Math.exp(byFurther[from]));
            }
        }
    }

    /// The term's factor with rows of length 1; independent where a row is 0.
    private static double[] unitRows(Term term, double[] factor) {
        int size = term.size;
        double[] c = new double[size * size];
        for (int i = 0; i < size; i++) {
            double square = 0;
            for (int j = 0; j <= i; j++) {
                c[i + j * size] = factor[term.from + i + (term.from + j) * term.q];
                square += c[i + j * size] * c[i + j * size];
            }
            for (int j = 0; j <= i; j++) {
                c[i + j * size] = square > 0 ? c[i + j * size] / Math.sqrt(square) : i == j ? 1 : 0;
            }
        }
        return c;
    }

    /// @param stream of random numbers. *Modified.*
    /// @param position filled with a draw from the priors, all of which are proper. *Modified.*
    void draw(RandomStream stream, double[] position) {
        beta.draw(stream, position, 0);
        int at = drawEach(sd, stream, position, beta.size());
        for (Correlations one : correlations) {
            one.draw(stream, position, at);
            at += one.size();
        }
        at = drawEach(scale, stream, position, at);
        for (Coefficients part : parts) {
            part.draw(stream, position, at);
            at += part.size();
        }
        drawEach(df, stream, position, at);
    }

    private static int drawEach(Scalar[] scalars, RandomStream stream, double[] position, int start) {
        int at = start;
        for (Scalar one : scalars) {
            if (!one.isKnown()) {
                position[at++] = one.draw(stream, 0);
            }
        }
        return at;
    }

    @Override
    public List<String> names() {
        return shape.names;
    }

    @Override
    public void report(double[] into) {
        int at = beta.report(into, 0);
        if (shape.model.reportsCentered()) {
            into[at++] = beta.centred();
        }
        for (String alias : shape.model.groupMeans().values()) {
            int own = shape.columns.names().indexOf(alias);
            into[at++] = into[own];
        }
        for (Scalar one : sd) {
            into[at++] = one.value;
        }
        for (Term term : shape.blocks) {
            if (term.correlation >= 0) {
                double[] c = correlations[term.correlation].factor();
                for (int j = 0; j < term.size; j++) {
                    for (int i = j + 1; i < term.size; i++) {
                        double sum = 0;
                        for (int l = 0; l <= j; l++) {
                            sum += c[i + l * term.size] * c[j + l * term.size];
                        }
                        into[at++] = sum;
                    }
                }
            }
        }
        for (Scalar one : scale) {
            into[at++] = one.value;
        }
        for (Scalar one : df) {
            into[at++] = one.value;
        }
        for (Coefficients part : parts) {
            at = part.report(into, at);
        }
    }

    @Override
    public ModelHyper copy() {
        return new ModelHyper(shape);
    }
}
