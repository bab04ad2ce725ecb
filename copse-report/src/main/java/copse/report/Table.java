package copse.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Rows of cells under named columns. Grows by [#row(Cell...)] while a document is made.
public final class Table implements Part {
    private final String name;
    private final String caption;
    private final List<TableColumn> columns;
    private final List<List<Cell>> rows = new ArrayList<>();

    private Table(String name, String caption, List<TableColumn> columns) {
        this.name = name;
        this.caption = caption;
        this.columns = List.copyOf(columns);
    }

    /// @param name what a program asks for, such as `fixed`; not shown
    /// @param columns at least one
    /// @return a table without rows
    public static Table of(String name, TableColumn... columns) {
        return of(name, List.of(columns));
    }

    /// @param name what a program asks for; not shown
    /// @param columns at least one
    /// @return a table without rows
    public static Table of(String name, List<TableColumn> columns) {
        return new Table(name, "", columns);
    }

    /// @param words what the table shows, a line without a full stop
    /// @return a table with the same columns and rows, and the line above them
    public Table captioned(String words) {
        Table captioned = new Table(name, words, columns);
        captioned.rows.addAll(rows);
        return captioned;
    }

    /// @param cells one per column
    /// @return this table, with the row added. *Modified.*
    public Table row(Cell... cells) {
        return row(List.of(cells));
    }

    /// @param cells one per column
    /// @return this table, with the row added. *Modified.*
    public Table row(List<Cell> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + columns.size() + " columns");
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    /// @return the name
    public String name() {
        return name;
    }

    /// @return the line above it, or the empty text
    public String caption() {
        return caption;
    }

    /// @return the columns in order
    public List<TableColumn> columns() {
        return columns;
    }

    /// @return the rows in order, a view
    public List<List<Cell>> rows() {
        return Collections.unmodifiableList(rows);
    }
}
