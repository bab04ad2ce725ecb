package copse.report.draws;

import copse.mcmc.Trace;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// The draws of one chain, read from what [ChainWriter] wrote.
///
/// @param names of the parameters as they head the columns
/// @param values by parameter and draw
/// @param trace what the sampler saw; its times are 0, which no file of this form keeps per draw
public record ChainFile(List<String> names, double[][] values, Trace trace) {
    private static final int SEEN = ChainWriter.SAMPLER.size();

    /// @return number of draws
    public int draws() {
        return trace.length();
    }

    /// Reads the first draws. A last line without its end was cut off by a kill or a full disk, and is no draw.
    ///
    /// @param file written by [ChainWriter]
    /// @param most draws to read; the file may have fewer
    /// @return names and draws
    /// @throws IOException if it cannot be read, or is no such file
    public static ChainFile read(Path file, int most) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int at = 0;
        while (at < bytes.length && bytes[at] == '#') {
            at = lineEnd(bytes, at) + 1;
        }
        int end = lineEnd(bytes, at);
        String head = end < bytes.length ? new String(bytes, at, end - at, StandardCharsets.UTF_8) : "";
        List<String> columns = List.of(head.split(","));
        if (columns.size() < SEEN || !columns.subList(0, SEEN).equals(ChainWriter.SAMPLER)) {
            throw new IOException(file.getFileName() + " has no line of names");
        }
        at = end + 1;
        int draws = Math.min(most, lines(bytes, at));
        double[][] table = new double[columns.size()][draws];
        for (int draw = 0; draw < draws; draw++) {
            at = line(bytes, at, table, draw, file);
        }
        return new ChainFile(
                columns.subList(SEEN, columns.size()), Arrays.copyOfRange(table, SEEN, table.length), trace(table));
    }

    private static int line(byte[] bytes, int from, double[][] table, int draw, Path file) throws IOException {
        int at = from;
        for (int column = 0; column < table.length; column++) {
            int end = at;
            while (bytes[end] != ',' && bytes[end] != '\n') {
                end++;
            }
            if (bytes[end] == '\n' != (column == table.length - 1)) {
                throw new IOException(
                        file.getFileName() + ": draw " + (draw + 1) + " has not " + table.length + " columns");
            }
            table[column][draw] = number(bytes, at, end, file);
            at = end + 1;
        }
        return at;
    }

    private static double number(byte[] bytes, int from, int to, Path file) throws IOException {
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IOException(file.getFileName() + ": `" + text + "` is no number", e);
        }
    }

    private static Trace trace(double[][] table) {
        return new Trace(
                table[0], table[1], table[2], whole(table[3]), whole(table[4]), flags(table[5]), table[6], 0, 0);
    }

    private static int[] whole(double[] values) {
        return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
    }

    private static boolean[] flags(double[] values) {
        boolean[] flags = new boolean[values.length];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = values[i] != 0;
        }
        return flags;
    }

    private static int lines(byte[] bytes, int from) {
        int lines = 0;
        for (int i = from; i < bytes.length; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
        return lines;
    }

    private static int lineEnd(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    /// @param file written by [ChainWriter]
    /// @param draws number of draws
    /// @return position in bytes where the line of the last of them ends
    /// @throws IOException if the file has fewer draws
    static long end(Path file, int draws) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            int lines = -1; // the line of names
            long at = 0;
            boolean comment = false;
            boolean fresh = true;
            for (int next = in.read(); next >= 0; next = in.read()) {
                comment = fresh ? next == '#' : comment;
                fresh = next == '\n';
                at++;
                lines += fresh && !comment ? 1 : 0;
                if (fresh && !comment && lines == draws) {
                    return at;
                }
            }
        }
        throw new IOException(file.getFileName() + " has fewer than " + draws + " draws");
    }
}
