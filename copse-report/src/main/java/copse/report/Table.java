package copse.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Rows of cells under named columns. Grows by [#row(Cell...)] while a document is made.
public final class Table implements Part {
    private final String name;
    private final List<TableColumn> columns;
    private final List<List<Cell>> rows = new ArrayList<>();

    private Table(String name, List<TableColumn> columns) {
        this.name = name;
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
        return new Table(name, columns);
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

    /// @return the columns in order
    public List<TableColumn> columns() {
        return columns;
    }

    /// @return the rows in order, a view
    public List<List<Cell>> rows() {
        return Collections.unmodifiableList(rows);
    }
}
