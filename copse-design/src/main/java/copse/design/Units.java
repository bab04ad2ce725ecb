package copse.design;

import copse.frame.Column;
import copse.frame.Frame;
import java.util.List;

/// Those who are randomised: distinct ids with covariates, in the order of the ids.
///
/// Ids that are whole numbers are ordered by number, others by code point, so that nothing that follows depends
/// on the order of the rows. Unit u of these is row [#row(int)] of the frame they came from.
///
/// Cost: nothing is copied where the rows are in order already; columns are put in order when first asked for.
public final class Units {
    private final Frame rows;
    private final String id;
    private final int[] order;

    private Units(Frame rows, String id, int[] order) {
        this.rows = rows;
        this.id = id;
        this.order = order;
    }

    /// @param rows one row per unit
    /// @param id column with a distinct id per row: whole numbers, a factor or text
    /// @return the units
    /// @throws copse.error.InputException if the column is not there
    /// @throws copse.error.DesignException `D103` if an id is missing, `D104` if one occurs twice
    public static Units of(Frame rows, String id) {
        return new Units(rows, id, IdOrder.of(rows.column(id), id));
    }

    /// @return how many
    public int size() {
        return order.length == 0 ? rows.rows() : order.length;
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
        return order.length == 0 ? column : column.select(order);
    }

    /// @return all columns in unit order
    public Frame frame() {
        return order.length == 0 ? rows : rows.rows(order);
    }
}
