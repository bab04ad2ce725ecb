package copse.mcmc;

import copse.math.Dots;
import copse.math.RandomStream;
import java.util.ArrayList;
import java.util.List;

/// Transitions of the no-U-turn sampler with multinomial choice of the next draw. One instance per chain.
///
/// A trajectory doubles in a random direction of time until it turns back on itself: until a momentum at an end
/// of it, or of one of the binary subtrees that it consists of, points against the sum of momenta in between.
/// Across the seam of two subtrees each is tested with the first momentum of the other too, since a trajectory
/// of half a period apart on both sides otherwise goes unnoticed. The next draw is taken in proportion to
/// `exp(−H)` within subtrees, and in favour of the newer half between doublings.
///
/// - Cost per step of the integrator: one gradient, O(d) and the map of the [Whitening]; nothing is allocated
///   after the first deep trajectory. Points are not copied: subtrees refer to points of a pool.
///
/// Source: Hoffman and Gelman (2014), The No-U-Turn Sampler, J. Mach. Learn. Res. 15; Betancourt (2017), A
/// conceptual introduction to Hamiltonian Monte Carlo, arXiv:1701.02434, appendix A; the tests across seams are
/// those of Stan since version 2.21.
final class Trajectory {
    // Energy that a step of a sensible size never loses; an integrator that does has left the density's surface.
    private static final double MOST_ERROR = 1000;
    // Weights are kept as they are, not as logarithms: e^600 times 2^20 points stays finite.
    private static final double MOST_GAIN = 600;

    private final LogDensity density;
    private final int dimension;
    private final List<Point> free = new ArrayList<>();
    private final List<Point> all = new ArrayList<>();
    private final List<Subtree> firstHalves = new ArrayList<>();
    private final List<Subtree> secondHalves = new ArrayList<>();
    private final Subtree whole;
    private final Subtree fresh;

    private Whitening whitening;
    private Point current;
    private double start;
    private double sumAcceptance;
    private int steps;
    private int depth;
    private boolean divergent;
    private double energy;
    private long gradients;

    Trajectory(LogDensity density, Whitening whitening) {
        this.density = density;
        this.dimension = density.dimension();
        this.whitening = whitening;
        this.current = take();
        this.whole = new Subtree(dimension, current);
        this.fresh = new Subtree(dimension, current);
    }

    /// Moves to a position.
    ///
    /// @return whether the density and its gradient are finite there
    boolean place(double[] position) {
        System.arraycopy(position, 0, current.position, 0, dimension);
        current.logDensity = density.evaluate(current.position, current.gradient);
        gradients++;
        whitening.force(current);
        return isFinite(current);
    }

    private static boolean isFinite(Point point) {
        boolean finite = Double.isFinite(point.logDensity);
        for (double g : point.gradient) {
            finite &= Double.isFinite(g);
        }
        return finite;
    }

    void whitening(Whitening next) {
        whitening = next;
        whitening.force(current);
    }

    Whitening whitening() {
        return whitening;
    }

    Point current() {
        return current;
    }

    /// Energy error of a single step from the current position with fresh momenta: log of its acceptance.
    double probe(RandomStream stream, double step) {
        refresh(stream);
        double before = current.energy();
        Point to = leap(current, step);
        double error = to.energy() - before;
        free.add(to);
        return error > Double.NEGATIVE_INFINITY ? -error : Double.NEGATIVE_INFINITY;
    }

    private void refresh(RandomStream stream) {
        stream.fillGaussian(current.momentum, 0, dimension);
        double squares = 0;
        for (double p : current.momentum) {
            squares += p * p;
        }
        current.squares = squares;
    }

    /// One transition: [#current()] is the next draw then.
    ///
    /// @param stream of this transition
    /// @param step size of the integrator's steps
    /// @param maxDepth doublings at most
    void transition(RandomStream stream, double step, int maxDepth) {
        refresh(stream);
        start = current.energy();
        sumAcceptance = 0;
        steps = 0;
        divergent = false;
        depth = 0;
        whole.single(current, 1);
        current.uses = 3;
        boolean forward = true;
        while (depth < maxDepth) {
            boolean ahead = stream.nextLong() < 0;
            if (ahead != forward) {
                whole.turn();
                forward = ahead;
            }
            if (!grow(depth, whole.last, forward ? step : -step, fresh, stream)) {
                break;
            }
            depth++;
            if (stream.nextDouble() * whole.weight < fresh.weight) {
                swapChosen(whole, fresh);
            }
            whole.weight += fresh.weight;
            boolean goesOn = join(depth, whole, fresh, whole);
            release(fresh.chosen);
            if (!goesOn) {
                break;
            }
        }
        current = whole.chosen;
        energy = current.energy();
        free.clear();
        for (Point point : all) {
            point.uses = 0;
            if (point != current) {
                free.add(point);
            }
        }
    }

    private static void swapChosen(Subtree one, Subtree other) {
        Point point = one.chosen;
        one.chosen = other.chosen;
        other.chosen = point;
    }

    /// Grows a subtree of 2^level steps.
    ///
    /// @return false if it diverges or turns, so that the trajectory ends without it
    private boolean grow(int level, Point from, double step, Subtree into, RandomStream stream) {
        if (level == 0) {
            Point point = leap(from, step);
            steps++;
            double gain = start - point.energy();
            if (!(gain >= -MOST_ERROR && gain < Double.POSITIVE_INFINITY)) {
                divergent = true;
                free.add(point);
                return false;
            }
            double weight = Math.exp(Math.min(gain, MOST_GAIN));
            sumAcceptance += Math.min(1, weight);
            into.single(point, weight);
            point.uses = 3;
            return true;
        }
        if (firstHalves.size() < level) {
            firstHalves.add(new Subtree(dimension, current));
            secondHalves.add(new Subtree(dimension, current));
        }
        Subtree one = firstHalves.get(level - 1);
        Subtree two = secondHalves.get(level - 1);
        if (!grow(level - 1, from, step, one, stream) || !grow(level - 1, one.last, step, two, stream)) {
            return false;
        }
        double weight = one.weight + two.weight;
        if (stream.nextDouble() * weight < two.weight) {
            swapChosen(one, two);
        }
        into.weight = weight;
        into.chosen = one.chosen;
        boolean goesOn = join(level, one, two, into);
        release(two.chosen);
        return goesOn;
    }

    /// Joins a subtree and the one that begins where it ends.
    ///
    /// @return whether the whole goes on in its direction
    private boolean join(int level, Subtree one, Subtree two, Subtree into) {
        boolean goesOn = level == 1 ? pair(one, two, into.own) : seam(one, two, into.own);
        Point first = one.first;
        Point seamLeft = one.last;
        Point seamRight = two.first;
        into.sum = into.own;
        into.first = first;
        into.last = two.last;
        release(seamLeft);
        release(seamRight);
        return goesOn;
    }

    // Two single points: momenta p and r, sum p + r; the tests across the seam are the test of the ends
    private static boolean pair(Subtree one, Subtree two, double[] sum) {
        double[] p = one.sum;
        double[] r = two.sum;
        for (int i = 0; i < sum.length; i++) {
            sum[i] = p[i] + r[i];
        }
        double product = Dots.plain(p, r);
        return one.first.squares + product > 0 && two.first.squares + product > 0;
    }

    private boolean seam(Subtree one, Subtree two, double[] sum) {
        double[] a = one.first.momentum;
        double[] b = one.last.momentum;
        double[] c = two.first.momentum;
        double[] e = two.last.momentum;
        double[] s = one.sum;
        double[] t = two.sum;
        double first = 0;
        double last = 0;
        double firstToSeam = 0;
        double seamFromFirst = 0;
        double seamToLast = 0;
        double lastFromSeam = 0;
        for (int i = 0; i < sum.length; i++) {
            double left = s[i] + c[i];
            double right = t[i] + b[i];
            double both = s[i] + t[i];
            first += a[i] * both;
            last += e[i] * both;
            firstToSeam += a[i] * left;
            seamFromFirst += c[i] * left;
            seamToLast += b[i] * right;
            lastFromSeam += e[i] * right;
            sum[i] = both;
        }
        return first > 0 && last > 0 && firstToSeam > 0 && seamFromFirst > 0 && seamToLast > 0 && lastFromSeam > 0;
    }

    private Point leap(Point from, double step) {
        Point to = take();
        double half = 0.5 * step;
        whitening.drift(from, to, half, step);
        to.logDensity = density.evaluate(to.position, to.gradient);
        gradients++;
        whitening.kick(to, half);
        return to;
    }

    private Point take() {
        if (free.isEmpty()) {
            Point point = new Point(dimension);
            all.add(point);
            return point;
        }
        return free.removeLast();
    }

    private void release(Point point) {
        if (--point.uses == 0) {
            free.add(point);
        }
    }

    /// @return mean acceptance over the last trajectory
    double acceptance() {
        return steps == 0 ? 0 : sumAcceptance / steps;
    }

    /// @return doublings of the last trajectory
    int depth() {
        return depth;
    }

    /// @return steps of the last trajectory
    int steps() {
        return steps;
    }

    /// @return whether the last trajectory diverged
    boolean divergent() {
        return divergent;
    }

    /// @return energy of the current draw
    double energy() {
        return energy;
    }

    /// @return gradients so far
    long gradients() {
        return gradients;
    }
}
