package copse.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A small CSV file of numbers under plain names.
///
/// @param names of the columns
/// @param columns by column and row
record NumberTable(List<String> names, double[][] columns) {
    /// @param file the file: a line of names, then numbers, with commas between
    /// @return the table
    /// @throws IOException if it cannot be read
    static NumberTable read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> names = List.of(lines.getFirst().split(","));
        double[][] columns = new double[names.size()][lines.size() - 1];
        for (int row = 0; row < lines.size() - 1; row++) {
            String[] cells = lines.get(row + 1).split(",");
            for (int column = 0; column < columns.length; column++) {
                columns[column][row] = Double.parseDouble(cells[column]);
            }
        }
        return new NumberTable(names, columns);
    }

    /// @param name of a column
    /// @return its numbers
    /// @throws AssertionError if there is none of that name
    double[] column(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new AssertionError("no column " + name + " in " + names);
        }
        return columns[index];
    }
}
