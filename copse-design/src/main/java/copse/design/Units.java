package copse.design;

import copse.error.Suggestion;
import copse.frame.Column;
import copse.frame.Frame;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Those who are randomised: distinct ids with covariates, in the order of the ids.
///
/// Ids that are whole numbers are ordered by number, others by code point, so that nothing that follows depends
/// on the order of the rows, nor on whether a reader took the ids for numbers or for labels. Unit u of these is
/// row [#row(int)] of the frame they came from.
///
/// Cost: nothing is copied where the rows are in order already; columns are put in order when first asked for.
public final class Units {
    private final Frame rows;
    private final String id;
    private final int[] order;
    private final Map<String, Column> ordered = new ConcurrentHashMap<>();

    private Units(Frame rows, String id, int[] order) {
        this.rows = rows;
        this.id = id;
        this.order = order;
    }

    /// @param rows one row per unit
    /// @param id column with a distinct id per row: whole numbers, a factor or text
    /// @return the units
    /// @throws copse.error.DesignException `D103` if an id is missing, `D104` if one occurs twice, `D105` if
    ///     one is a number that is not whole, `D106` if there is no such column; the message names those that
    ///     would do
    public static Units of(Frame rows, String id) {
        return of(rows, id, Repeats.plainly(id));
    }

    /// Like [#of(Frame, String)], where it is known what the units are for: of a design of clusters, a unit
    /// that is in two of them is told as such.
    ///
    /// @param rows one row per unit
    /// @param id column with a distinct id per row
    /// @param design to be carried out
    /// @return the units
    /// @throws copse.error.DesignException as [#of(Frame, String)], `D121` if a unit is in two clusters
    public static Units of(Frame rows, String id, Design design) {
        return Clusters.column(design)
                .flatMap(by -> rows.find(by).map(clusters -> of(rows, id, Repeats.ofClusters(id, by, clusters))))
                .orElseGet(() -> of(rows, id));
    }

    private static Units of(Frame rows, String id, Repeats.Teller twice) {
        Column ids = rows.find(id).orElseThrow(() -> {
            List<String> candidates = idColumns(rows);
            return DesignCode.NO_ID.error(
                    "no column `" + id + "` in the data to tell units apart by",
                    candidates.isEmpty()
                            ? "no column has a value of its own in each row"
                            : "these columns have another value in each row: " + String.join(", ", candidates),
                    Suggestion.didYouMean(
                            id,
                            rows.names(),
                            candidates.isEmpty()
                                    ? "add a column that names each unit once"
                                    : "take one of them: `--id " + candidates.getFirst() + "`"));
        });
        return new Units(rows, id, UnitOrder.of(ids, id, twice));
    }

    /// The columns that could tell units apart: no value is missing, none occurs twice, and numbers are whole.
    ///
    /// Cost: a sort per column at worst.
    ///
    /// @param rows one row per unit
    /// @return their names, in the order of columns
    public static List<String> idColumns(Frame rows) {
        return rows.names().stream()
                .filter(name -> UnitOrder.wouldDo(rows.column(name)))
                .toList();
    }

    /// @return how many
    public int size() {
        return rows.rows();
    }

    /// @return name of the id column
    public String idColumn() {
        return id;
    }

    /// @return names of all columns
    public List<String> names() {
        return rows.names();
    }

    /// @param unit in `[0, size)`
    /// @return its row in the frame that the units came from
    public int row(int unit) {
        return order.length == 0 ? unit : order[unit];
    }

    /// @param unit in `[0, size)`
    /// @return its id as text
    public String id(int unit) {
        return rows.column(id).text(row(unit));
    }

    /// @return ids in unit order
    public Column ids() {
        return column(id);
    }

    /// @param name a column
    /// @return its values in unit order
    /// @throws copse.error.InputException `I101` if there is no such column
    public Column column(String name) {
        Column column = rows.column(name);
        return order.length == 0 ? column : ordered.computeIfAbsent(name, any -> column.select(order));
    }

    /// @return all columns in unit order
    public Frame frame() {
        return order.length == 0 ? rows : rows.rows(order);
    }
}
