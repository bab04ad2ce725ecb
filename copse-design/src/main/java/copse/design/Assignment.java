package copse.design;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.math.Lazy;
import copse.math.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The arms that a seed gives the units of a randomisation.
///
/// A pure function of (design, ids and covariates that the design reads, seed, [#ALGORITHM]): neither the order
/// of rows nor the number of threads matters. [#digests()] cover all of it and the arms.
public final class Assignment {
    /// Names how seeds become arms; any change to the arms that a seed gives is a new version.
    public static final String ALGORITHM = "copse-assign/1";

    /// The column of [#frame()] with the probability of the arm that the unit got.
    public static final String PROBABILITY = "probability";

    private final Randomisation randomisation;
    private final Seed seed;
    private final byte[] arms;
    private final Arms names;
    private final Lazy<List<Membership>> memberships;

    Assignment(Randomisation randomisation, Seed seed, byte[] arms) {
        this.randomisation = randomisation;
        this.seed = seed;
        this.arms = arms;
        this.names = randomisation.design().arms();
        this.memberships = new Lazy<>(() -> memberships(randomisation, seed));
    }

    /// @return design and units
    public Randomisation randomisation() {
        return randomisation;
    }

    /// @return those who were randomised
    public Units units() {
        return randomisation.units();
    }

    /// @return the arms in their order
    public Arms arms() {
        return names;
    }

    /// @return from which all randomness followed
    public Seed seed() {
        return seed;
    }

    /// @return number of units
    public int size() {
        return arms.length;
    }

    /// @param unit in `[0, size)`
    /// @return index of its arm, −1 if it has none
    public int arm(int unit) {
        return arms[unit];
    }

    /// @param unit in `[0, size)`
    /// @return name of its arm, if it has one
    public Optional<String> label(int unit) {
        return arms[unit] < 0 ? Optional.empty() : Optional.of(arms().labels().get(arms[unit]));
    }

    /// @return number of units in each arm
    public int[] counts() {
        int[] counts = new int[arms().size()];
        for (byte arm : arms) {
            if (arm >= 0) {
                counts[arm]++;
            }
        }
        return counts;
    }

    /// @return units without an arm, such as those that matching left over, in the order of ids
    public int[] unassigned() {
        return Mask.of(arms.length, unit -> arms[unit] < 0).rows();
    }

    /// @return groups that the design made of the units: strata, blocks, pairs, clusters; those clusters too
    ///     that were drawn for this assignment
    public List<Membership> memberships() {
        return memberships.value();
    }

    private static List<Membership> memberships(Randomisation randomisation, Seed seed) {
        List<Membership> all = new ArrayList<>(randomisation.memberships());
        randomisation.drawnClusters(seed).ifPresent(all::add);
        return List.copyOf(all);
    }

    /// The probability with which each unit was to get the arm that it got, the weight of many an analysis.
    ///
    /// @return one per unit, missing where a unit has no arm
    public NumericColumn probabilities() {
        Probabilities probabilities = randomisation.probabilities();
        double[] own = new double[arms.length];
        for (int unit = 0; unit < own.length; unit++) {
            own[unit] = arms[unit] < 0 ? 0 : probabilities.of(unit, arms[unit]);
        }
        return NumericColumn.wrap(own, Mask.of(own.length, unit -> arms[unit] < 0));
    }

    /// One row per unit in the order of ids: id, the arm (or its parts), strata, blocks, groups or clusters,
    /// and the probability with which the unit was to get this arm.
    ///
    /// @return a frame to write, or to join with the data
    /// @throws copse.error.DesignException `D107` if the id column is called like one of the others
    public Frame frame() {
        String id = units().idColumn();
        Map<String, Column> columns = new LinkedHashMap<>();
        arms().columns().forEach((name, parts) -> columns.put(name, part(parts)));
        for (Membership membership : memberships()) {
            Column groups = membership.groups();
            boolean isId = membership.name().equals(id) && sameTexts(groups, units().ids());
            if (!isId) {
                columns.put(free(membership.name(), columns), groups);
            }
        }
        columns.put(free(PROBABILITY, columns), probabilities());
        if (columns.containsKey(id)) {
            throw DesignCode.TAKEN_NAME.error(
                    "the id column is called `" + id + "`, as a column of the assignment is",
                    "the assignment has the columns " + String.join(", ", columns.keySet()) + " beside the id",
                    "rename the id column, say to `unit`");
        }
        Map<String, Column> all = new LinkedHashMap<>();
        all.put(id, units().ids());
        all.putAll(columns);
        return Frame.of(all);
    }

    private FactorColumn part(List<String> parts) {
        List<String> labels = parts.stream().distinct().toList();
        int[] code = parts.stream().mapToInt(labels::indexOf).toArray();
        int[] codes = new int[arms.length];
        for (int unit = 0; unit < codes.length; unit++) {
            codes[unit] = arms[unit] < 0 ? FactorColumn.MISSING : code[arms[unit]];
        }
        return FactorColumn.wrap(codes, Levels.of(labels));
    }

    private static boolean sameTexts(Column a, Column b) {
        for (int row = 0; row < a.size(); row++) {
            if (!a.text(row).equals(b.text(row))) {
                return false;
            }
        }
        return true;
    }

    // Clusters of clusters make two columns of one name.
    private static String free(String name, Map<String, Column> taken) {
        String free = name;
        for (int k = 2; taken.containsKey(free); k++) {
            free = name + "_" + k;
        }
        return free;
    }

    /// The fingerprints of everything that the arms follow from, and of the arms.
    ///
    /// Cost: one pass over each column that the design reads, on all processors.
    ///
    /// @return the fingerprints
    public Digests digests() {
        return Digests.of(this);
    }

    /// @return SHA-256 over version, design, seed, ids, covariates that the design reads, and arms, as
    ///     [Digests#assignment()] defines it; 64 hexadecimal digits
    public String digest() {
        return digests().assignment();
    }
}
