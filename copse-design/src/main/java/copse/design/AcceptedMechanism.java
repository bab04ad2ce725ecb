package copse.design;

import copse.design.Criterion.Threshold;
import copse.error.DesignException;
import copse.math.Lazy;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.math.SubsetSums;
import copse.math.Tasks;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The chance process of another mechanism, given that a screen accepts the outcome.
///
/// - Few assignments ([#LISTED] cells or less): all are looked at once; draws choose among the accepted ones,
///   and all numbers are exact.
/// - More: assignments are drawn until one is accepted, at most `cap` of them. Numbers come from random draws
///   with fixed streams, so that they are the same at each call; probabilities are exact where arms are
///   exchangeable ([ArmSymmetry]).
final class AcceptedMechanism implements Mechanism {
    /// Assignments times units that are listed: 184,756 assignments of 20 units are, 705,432 of 22 are not.
    private static final long LISTED = 1L << 23;

    /// Larger bases are not even asked for their number of assignments, which may have a million digits.
    private static final int COUNTED_UNITS = 1 << 12;

    /// Tables of subset sums above this size leave the caches and the heap; then assignments are drawn unit by
    /// unit.
    private static final long TABLES = 1L << 27;

    /// With more arms than this it is faster to go through the units than through a plane of bits per arm.
    private static final int MOST_PLANES = 8;

    private static final int MOST_EXAMINED = 1 << 17;
    private static final int LEAST_EXAMINED = 1 << 11;
    private static final int BATCH = 1 << 10;

    /// Accepted draws that make up one task of a thread.
    private static final int TASK = 16;

    /// The acceptance that is suggested where nothing is accepted.
    private static final double SUGGESTED = 0.001;

    // Numbers that are estimated once per randomisation do not depend on the seed of an assignment.
    private static final RandomStream FIXED = Seed.of(0x5c4ee).stream();
    private static final int CALIBRATION = 0;
    private static final int EXAMINATION = 1;
    private static final int SHARES = 2;

    private final Mechanism base;
    private final Screen screen;
    private final int cap;
    private final Base about;
    private final Optional<SubsetDraws> subsets;
    private final Optional<SubsetSums> tables;
    private final boolean listed;
    private final Lazy<Listing> listing = new Lazy<>(this::list);
    private final Lazy<Screening> screening = new Lazy<>(this::examine);
    private final Lazy<DrawnShares> shares = new Lazy<>(this::draw);

    /// What is known about a mechanism that is to be screened.
    ///
    /// @param mechanism the mechanism
    /// @param complete whether it is complete randomisation
    /// @param exchangeable whether it treats its arms alike
    /// @param whole whether each unit always has an arm, or never
    record Base(Mechanism mechanism, boolean complete, boolean exchangeable, boolean whole) {}

    /// @param base whose assignments are screened
    /// @param uncalibrated the screen, thresholds for acceptances not yet known
    /// @param cap most draws tried for one
    AcceptedMechanism(Base base, Screen uncalibrated, int cap) {
        this(base, uncalibrated, cap, LISTED);
    }

    /// @param mostListed assignments times units that are listed
    AcceptedMechanism(Base base, Screen uncalibrated, int cap, long mostListed) {
        this.base = base.mechanism();
        this.about = base;
        this.cap = cap;
        this.listed = isListed(this.base, mostListed);
        int units = this.base.size();
        double[] sizes = uncalibrated.sizes();
        boolean two = sizes.length == 2 && sizes[0] > 0 && sizes[1] > 0;
        this.subsets = base.complete() && two ? Optional.of(new SubsetDraws(units, sizes[1])) : Optional.empty();
        this.tables = base.whole()
                        && sizes.length <= MOST_PLANES
                        && SubsetSums.bytes(units, uncalibrated.features()) <= TABLES
                ? Optional.of(new SubsetSums(uncalibrated.featureValues(), units, uncalibrated.features()))
                : Optional.empty();
        this.screen = base.complete() ? uncalibrated.approximated() : calibrated(uncalibrated);
    }

    private static boolean isListed(Mechanism base, long most) {
        if (base.size() > COUNTED_UNITS) {
            return false;
        }
        AdmissibleCount count = base.count();
        return count.basis() instanceof Basis.Exact
                && count.value().multiply(BigDecimal.valueOf(base.size())).compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    /// Acceptances become the quantiles of what the base itself draws.
    private Screen calibrated(Screen uncalibrated) {
        List<Threshold> asked = uncalibrated.asked();
        if (asked.stream().noneMatch(threshold -> threshold instanceof Threshold.Acceptance)) {
            return uncalibrated;
        }
        Examination seen = listed ? look(uncalibrated) : search(uncalibrated, CALIBRATION);
        double[] thresholds = new double[asked.size()];
        for (int r = 0; r < thresholds.length; r++) {
            thresholds[r] = switch (asked.get(r)) {
                case Threshold.Value(double value) -> value;
                case Threshold.Acceptance(double probability) ->
                    probability == 1
                            ? uncalibrated.bound(r)
                            : seen.distribution(r).quantile(probability);
            };
        }
        return uncalibrated.withThresholds(thresholds);
    }

    private Examination look(Screen through) {
        Examination seen = new Examination(through, base.count().value().intValueExact());
        Search.ByUnit search = new Search.ByUnit(base, through);
        base.enumerate().forEachOrdered(possibility -> seen.look(search, possibility));
        return seen;
    }

    private Examination search(Screen through, int purpose) {
        int draws = examinedDraws();
        int batches = draws / BATCH;
        Examination[] parts = new Examination[batches];
        Tasks.run(batches, Runtime.getRuntime().availableProcessors(), batch -> {
            parts[batch] = new Examination(through, BATCH);
            parts[batch].search(searchThrough(through), FIXED.split(purpose).split(batch), BATCH, base.size());
        });
        Examination all = new Examination(through, draws);
        for (Examination part : parts) {
            all.add(part);
        }
        return all;
    }

    /// As many as take a second or so, a multiple of the batch.
    private int examinedDraws() {
        return (int) Math.clamp(work() / cost(), LEAST_EXAMINED, MOST_EXAMINED) / BATCH * BATCH;
    }

    private long cost() {
        return base.size() * (screenFeatures() + 8L);
    }

    private int screenFeatures() {
        return tables.map(SubsetSums::features).orElse(8);
    }

    /// Additions of a second or so: by tables they take less time, and bits take less than units.
    private long work() {
        if (tables.isEmpty()) {
            return 1L << 30;
        }
        return subsets.isPresent() ? 1L << 33 : 1L << 32;
    }

    private Search searchThrough(Screen through) {
        if (tables.isEmpty()) {
            return new Search.ByUnit(base, through);
        }
        Drawer drawer = subsets.map(SubsetDraws::drawer).orElseGet(base::drawer);
        return new Search.ByBits(drawer, tables.get(), through);
    }

    /// The accepted assignments of a base that has few.
    ///
    /// @param accepted in the order of the base, with their probabilities
    /// @param cumulated probability up to each
    private record Listing(Examination examination, List<Possibility> accepted, double[] cumulated) {}

    private Listing list() {
        Examination seen = new Examination(screen, base.count().value().intValueExact());
        Search.ByUnit search = new Search.ByUnit(base, screen);
        List<Possibility> kept = new ArrayList<>();
        base.enumerate().forEachOrdered(possibility -> {
            if (seen.look(search, possibility).accepted()) {
                kept.add(possibility);
            }
        });
        List<Possibility> accepted = new ArrayList<>();
        double[] cumulated = new double[kept.size()];
        double total = kept.stream().mapToDouble(Possibility::probability).sum();
        double sum = 0;
        for (int i = 0; i < cumulated.length; i++) {
            sum += kept.get(i).probability();
            cumulated[i] = sum / total;
            accepted.add(new Possibility(kept.get(i).arms(), kept.get(i).probability() / total));
        }
        return new Listing(seen, accepted, cumulated);
    }

    private Screening examine() {
        if (listed) {
            return listing.value().examination().screening(Basis.exact(), about.complete());
        }
        Examination seen = search(screen, EXAMINATION);
        double p = seen.acceptance();
        int draws = Math.toIntExact(seen.examined());
        return seen.screening(new Basis.MonteCarlo(draws, Math.sqrt(p * (1 - p) / draws)), about.complete());
    }

    @Override
    public Optional<Screening> screening() {
        return Optional.of(screening.value());
    }

    @Override
    public int size() {
        return base.size();
    }

    @Override
    public int arms() {
        return base.arms();
    }

    @Override
    public void draw(RandomStream stream, byte[] into) {
        if (listed) {
            System.arraycopy(choose(stream).arms(), 0, into, 0, into.length);
        } else {
            Search search = searchThrough(screen);
            find(search, stream);
            search.copy(into);
        }
    }

    private Possibility choose(RandomStream stream) {
        Listing known = listing.value();
        if (known.accepted().isEmpty()) {
            throw noneOf(known);
        }
        // the cumulated weights end at 1 within rounding, and a uniform number stays below 1
        int at = Arrays.binarySearch(known.cumulated(), stream.nextDouble());
        return known.accepted()
                .get(Math.min(at >= 0 ? at + 1 : -at - 1, known.accepted().size() - 1));
    }

    /// Draws until one is accepted.
    private void find(Search search, RandomStream stream) {
        for (int tried = 0; tried < cap; tried++) {
            if (search.accepts(stream)) {
                return;
            }
        }
        throw noneFound();
    }

    @Override
    public Draws redraw(RandomStream stream, int draws, int threads) {
        Draws out = new Draws(draws, size(), arms());
        int tasks = (draws + TASK - 1) / TASK;
        Tasks.run(tasks, threads, task -> {
            Drawer drawer = drawer();
            for (int draw = task * TASK; draw < Math.min(draws, (task + 1) * TASK); draw++) {
                // a child per draw: an accepted one may take a thousand tries, and tasks are to be short
                drawer.draw(stream.split(draw), out, draw);
            }
        });
        return out;
    }

    @Override
    public Drawer drawer() {
        if (listed) {
            return (stream, into, draw) -> into.put(draw, choose(stream).arms());
        }
        Search search = searchThrough(screen);
        return (stream, into, draw) -> {
            find(search, stream);
            search.copy(into, draw);
        };
    }

    private DesignException noneOf(Listing known) {
        Examination seen = known.examination();
        StringBuilder least = new StringBuilder();
        for (int r = 0; r < screen.compared().size(); r++) {
            least.append(r == 0 ? "" : ", ")
                    .append(screen.rules().get(r))
                    .append(" of at least ")
                    .append(shown(seen.distribution(r).least()));
        }
        return DesignCode.NOT_ACCEPTED.error(
                "none of the " + seen.examined() + " assignments of the design has " + asked(),
                "they have " + least + (screen.compared().size() > 1 ? ", though not all at once" : ""),
                remedy(seen, "take "));
    }

    private DesignException noneFound() {
        Examination seen = search(screen, EXAMINATION);
        double[] best = seen.bestValues();
        StringBuilder found = new StringBuilder();
        for (int r = 0; r < best.length; r++) {
            found.append(r == 0 ? "" : ", ")
                    .append(screen.rules().get(r))
                    .append(" = ")
                    .append(shown(best[r]));
        }
        return DesignCode.NOT_ACCEPTED.error(
                "no assignment with " + asked() + " in " + cap + " draws",
                "the best of " + seen.examined() + " others has " + found,
                remedy(seen, "raise the cap, or take "));
    }

    private String asked() {
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < screen.compared().size(); r++) {
            text.append(r == 0 ? "" : " and ")
                    .append(screen.rules().get(r))
                    .append(" ≤ ")
                    .append(shown(screen.compared().get(r).threshold()));
        }
        return text.toString();
    }

    /// Thresholds that would do.
    private String remedy(Examination seen, String take) {
        List<String> each = new ArrayList<>();
        double share = 1;
        for (int r = 0; r < screen.compared().size(); r++) {
            Examination.Distribution distribution = seen.distribution(r);
            String value = reached(distribution.quantile(SUGGESTED));
            each.add("`below: " + value + "`"
                    + (screen.compared().size() > 1 ? " for " + screen.rules().get(r) : ""));
            share = Math.min(share, distribution.cumulative(Double.parseDouble(value) * (1 + 1e-9)));
        }
        return take
                + String.join(", ", each)
                + (each.size() == 1
                        ? ", which accepts a share of " + shown(share) + " of the assignments"
                        : ", each of which accepts a share of about " + SUGGESTED + " by itself");
    }

    /// Four digits.
    private static String shown(double value) {
        return text(new BigDecimal(value).round(new MathContext(4)));
    }

    /// Four digits, rounded up where the nearest ones would miss the value.
    private static String reached(double value) {
        BigDecimal nearest = new BigDecimal(value).round(new MathContext(4));
        return text(
                nearest.doubleValue() >= value * (1 - 1e-9)
                        ? nearest
                        : new BigDecimal(value).round(new MathContext(4, RoundingMode.CEILING)));
    }

    private static String text(BigDecimal value) {
        return value.signum() == 0 || value.precision() - value.scale() > -6
                ? value.stripTrailingZeros().toPlainString()
                : value.stripTrailingZeros().toString();
    }

    @Override
    public Probabilities probabilities() {
        if (listed) {
            List<Possibility> accepted = listing.value().accepted();
            if (accepted.isEmpty()) {
                throw noneOf(listing.value());
            }
            double[][] byUnit = new double[size()][arms()];
            for (Possibility possibility : accepted) {
                byte[] arms = possibility.arms();
                for (int unit = 0; unit < arms.length; unit++) {
                    if (arms[unit] >= 0) {
                        byUnit[unit][arms[unit]] += possibility.probability();
                    }
                }
            }
            int[] own = new int[size()];
            Arrays.setAll(own, unit -> unit);
            return new Probabilities(own, byUnit, size(), Basis.exact());
        }
        return about.exchangeable() ? base.probabilities() : shares.value().probabilities();
    }

    @Override
    public JointProbabilities joint() {
        if (listed) {
            List<Possibility> accepted = listing.value().accepted();
            if (accepted.isEmpty()) {
                throw noneOf(listing.value());
            }
            return new ListedJoint(accepted);
        }
        return shares.value();
    }

    /// Accepted draws for the shares: as many as some seconds of tries give.
    private DrawnShares draw() {
        double acceptance = Math.max(screening.value().acceptance(), 1e-9);
        double tries = 8.0 * work() / cost();
        int draws = (int) Math.clamp(tries * acceptance, 256, 1 << 14);
        return DrawnShares.of(this, FIXED.split(SHARES), draws);
    }

    @Override
    public AdmissibleCount count() {
        if (listed) {
            return new AdmissibleCount(
                    BigDecimal.valueOf(listing.value().accepted().size()), Basis.exact());
        }
        AdmissibleCount all = base.count();
        Screening seen = screening.value();
        return seen.accepted() == 0
                ? new AdmissibleCount(all.value(), new Basis.AtMost())
                : new AdmissibleCount(
                        all.value()
                                .multiply(BigDecimal.valueOf(seen.acceptance()))
                                .round(new MathContext(6)),
                        seen.basis());
    }

    @Override
    public Stream<Possibility> enumerate() {
        if (!listed) {
            throw DesignCode.NOT_LISTED.error(
                    "a list of the admissible assignments of " + size() + " units",
                    "the design inside has too many assignments to look at each",
                    "redraw instead: `randomisation.redraw(10_000, seed.stream(), 2)`");
        }
        return listing.value().accepted().stream()
                .map(possibility -> new Possibility(possibility.arms().clone(), possibility.probability()));
    }
}
