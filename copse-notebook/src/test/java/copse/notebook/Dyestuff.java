package copse.notebook;

import copse.frame.Frame;
import copse.io.Data;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Six batches of five: Davies and Goldsmith (1972), table 6.1. Balanced, so that the estimates have closed
/// forms.
final class Dyestuff {
    private static final double[][] YIELD = {
        {1545, 1440, 1440, 1520, 1580},
        {1540, 1555, 1490, 1560, 1495},
        {1595, 1550, 1605, 1510, 1560},
        {1445, 1440, 1595, 1465, 1545},
        {1595, 1630, 1515, 1635, 1625},
        {1520, 1455, 1450, 1480, 1445}
    };

    private Dyestuff() {}

    static Path file(Path folder) throws IOException {
        StringBuilder csv = new StringBuilder("Yield,Batch\n");
        for (int batch = 0; batch < YIELD.length; batch++) {
            for (double yield : YIELD[batch]) {
                csv.append(yield).append(',').append((char) ('A' + batch)).append('\n');
            }
        }
        return Files.writeString(folder.resolve("dyestuff.csv"), csv);
    }

    static Frame frame(Path folder) throws IOException {
        return Data.read(file(folder));
    }
}
