package copse.bayes;

import copse.family.Derivatives;
import copse.family.Derivatives.Order;
import copse.family.Family;
import copse.family.Link;
import copse.family.OutcomeType;
import copse.family.Outcomes;
import copse.math.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds the mode of a posterior of cells and the surrogates that bend its coordinates.
///
/// A fit without groups by Fisher scoring gives first surrogates; in their coordinates the joint mode is close
/// to that of the marginal posterior of the hyper coordinates, since what the effects' spread costs is in the
/// density. There the surrogates are made anew, until the mode stays where it is.
///
/// Cost: some hundreds of gradients, so O(cells).
final class CellStart {
    private static final int MOST_ROUNDS = 6;
    private static final int MOST_SCORING = 12;
    // Steps of a group's sd to begin with, in the unit of a link that has one.
    private static final double FIRST_SD = 0.5;
    // of the sum of weights: keeps separated data from running away
    private static final double RIDGE = 1e-3;
    // a mode that moves by less than this in new coordinates is the mode
    private static final double SAME = 0.1;
    // pseudo-information that makes coordinates centred, against what the data have
    private static final double CENTRED = 1e4;

    private final CellData data;
    private final Family family;
    private final Hyper hyper;
    private final Centring centring;

    CellStart(CellData data, Family family, Hyper hyper, Centring centring) {
        this.data = data;
        this.family = family;
        this.hyper = hyper;
        this.centring = centring;
    }

    /// What was found.
    ///
    /// @param density in the coordinates to sample in
    /// @param position its mode
    /// @param precision of the hyper coordinates there
    /// @param settled whether the mode is one
    record Found(CellDensity density, double[] position, Matrix precision, boolean settled) {}

    /// @return the mode
    Found find() {
        double[] beta = new double[data.x.length];
        double[] eta = startEta();
        for (int step = 0; step < MOST_SCORING; step++) {
            double[] next = scoring(eta);
            double moved = 0;
            for (int j = 0; j < beta.length; j++) {
                moved = Math.max(moved, Math.abs(next[j] - beta[j]));
            }
            beta = next;
            eta = data.offset.clone();
            CellData.addColumns(data.x, beta, eta);
            if (moved < 1e-3) {
                break;
            }
        }
        double omega = family.startShape(data.outcomes, eta);
        Curve curve = curve(eta, new double[data.zeta.length > 0 ? data.n : 0], omega, true);
        double unit = family.link() == Link.IDENTITY || family.link() == Link.INVERSE
                ? Math.sqrt(data.n / Arrays.stream(curve.weight()).sum())
                : 1;
        double[][] factors = data.groups.stream()
                .map(group -> Matrix.identity(group.q()).times(FIRST_SD * unit).toArray())
                .toArray(double[][]::new);
        CellDensity density = density(curve, eta, factors, 1);
        double[] position = new double[density.dimension()];
        hyper.encode(beta, factors, omega, further(omega), position);
        Ascent.Summit summit = new Ascent(density, hyper.size()).climb(position);
        for (int round = 0; round < MOST_ROUNDS && data.effects() > 0; round++) {
            CellDensity next = surrogated(density, summit.position(), 1);
            double[] same = density.translate(summit.position(), next);
            Ascent.Summit better = new Ascent(next, hyper.size()).climb(same);
            density = next;
            boolean stays = distance(same, better) < SAME;
            summit = better;
            if (stays) {
                break;
            }
        }
        if (data.effects() > 0 && centring != Centring.AUTO) {
            CellDensity wanted = switch (centring) {
                case CENTRED -> surrogated(density, summit.position(), CENTRED);
                case NON_CENTRED, AUTO -> plain();
            };
            summit = new Ascent.Summit(
                    density.translate(summit.position(), wanted), summit.value(), summit.settled(), summit.precision());
            density = wanted;
        }
        return new Found(density, summit.position(), summit.precision(), summit.settled());
    }

    // log sigma is about half of ω everywhere
    private double[] further(double omega) {
        double[] further = new double[hyper.further().length];
        if (family.outcome() == OutcomeType.NUMBER && data.zeta.length > 0) {
            further[0] = Arrays.stream(data.zeta[0]).allMatch(value -> value == 1) ? 0.5 * omega : 0;
        }
        if (family instanceof Family.Student student && further.length > data.zeta.length) {
            further[data.zeta.length] = Math.log(student.df());
        }
        return further;
    }

    private double[] startEta() {
        Outcomes outcomes = data.outcomes;
        double[] eta = new double[data.n];
        for (int i = 0; i < eta.length; i++) {
            eta[i] = family.link().eta(family.startMean(outcomes.y()[i], outcomes.size()[i]));
        }
        return eta;
    }

    // in units of the mode's standard errors
    private double distance(double[] from, Ascent.Summit to) {
        int h = hyper.size();
        double[] move = new double[from.length];
        for (int i = 0; i < move.length; i++) {
            move[i] = to.position()[i] - from[i];
        }
        double[] own = Arrays.copyOf(move, h);
        double squares = CellData.dot(own, to.precision().times(own));
        for (int i = h; i < move.length; i++) {
            squares += move[i] * move[i];
        }
        return Math.sqrt(squares / move.length);
    }

    private CellDensity plain() {
        List<Surrogate> none = new ArrayList<>();
        for (CellData.Group group : data.groups) {
            none.add(Surrogate.none(group, data.x.length));
        }
        return new CellDensity(data, family, hyper.copy(), none);
    }

    /// The density in coordinates that suit a point.
    ///
    /// @param density the coordinates of the point
    /// @param position the point
    /// @param amount of information
    /// @return other coordinates
    private CellDensity surrogated(CellDensity density, double[] position, double amount) {
        density.decode(position);
        double[][] factors = new double[data.groups.size()][];
        for (int g = 0; g < factors.length; g++) {
            factors[g] = density.hyper().factor(g).clone();
        }
        double[] eta = density.eta().clone();
        Curve curve = curve(eta, density.zeta(), density.hyper().omega(), false);
        return density(curve, eta, factors, amount);
    }

    private CellDensity density(Curve curve, double[] eta, double[][] factors, double amount) {
        double[] predictor = eta.clone();
        for (int i = 0; i < predictor.length; i++) {
            predictor[i] -= data.offset[i];
        }
        return new CellDensity(
                data,
                family,
                hyper.copy(),
                Surrogate.all(data, predictor, curve.weight(), curve.score(), factors, amount));
    }

    private record Curve(double[] weight, double[] score) {}

    private Curve curve(double[] eta, double[] zeta, double omega, boolean expected) {
        Derivatives derivatives = new Derivatives(data.n);
        if (zeta.length > 0 && family.outcome() == OutcomeType.NUMBER) {
            for (int i = 0; i < data.n; i++) {
                family.likelihood(omega + 2 * zeta[i])
                        .evaluate(data.outcomes, eta, zeta, i, i + 1, Order.NEWTON, derivatives);
            }
        } else {
            family.likelihood(omega).evaluate(data.outcomes, eta, zeta, 0, data.n, Order.NEWTON, derivatives);
        }
        double[] weight = (expected ? derivatives.expected() : derivatives.weight()).clone();
        for (int i = 0; i < weight.length; i++) {
            // where the likelihood bends upwards the data give no centre
            weight[i] = Math.max(weight[i], 0);
        }
        return new Curve(weight, derivatives.score().clone());
    }

    // one step of Fisher scoring for β, a little towards 0
    private double[] scoring(double[] eta) {
        int p = data.x.length;
        double omega = family.startShape(data.outcomes, eta);
        Curve curve = curve(eta, new double[data.zeta.length > 0 ? data.n : 0], omega, true);
        double[][] a = new double[p][p];
        double[] b = new double[p];
        for (int j = 0; j < p; j++) {
            double[] weighted = new double[data.n];
            for (int i = 0; i < data.n; i++) {
                weighted[i] = data.x[j][i] * curve.weight()[i];
                b[j] += data.x[j][i] * (curve.weight()[i] * (eta[i] - data.offset[i]) + curve.score()[i]);
            }
            for (int k = 0; k <= j; k++) {
                a[j][k] = CellData.dot(weighted, data.x[k]);
                a[k][j] = a[j][k];
            }
        }
        for (int j = 0; j < p; j++) {
            a[j][j] *= 1 + RIDGE;
        }
        return copse.math.SymmetricEigen.of(a).solve(b, 1e-12);
    }
}
