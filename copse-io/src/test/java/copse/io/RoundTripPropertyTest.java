package copse.io;

import static org.assertj.core.api.Assertions.assertThat;

import copse.frame.Frame;
import copse.frame.TextColumn;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is written is read back: values, types, levels and missing ones, from format to format.
class RoundTripPropertyTest {
    @TempDir
    private Path folder;

    static Stream<Long> seeds() {
        return Stream.iterate(1L, seed -> seed + 1).limit(12);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyFormatGivesTheFrameBack(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        // at least so many rows that some label repeats: a factor whose labels are all distinct comes back as text
        Frame frame = Frames.random(random, random.nextInt(20, 3000));
        Frame read = frame;
        for (String name : new String[] {"a.csv", "b.parquet", "c.json", "d.tsv", "e.ndjson.gz", "f.csv.gz"}) {
            Path file = folder.resolve(name);
            Data.write(read, file);
            read = Data.read(file);
            assertThat(read.names()).isEqualTo(frame.names());
            for (String column : frame.names()) {
                assertThat(read.column(column))
                        .as("seed %d, %s, column %s", seed, name, column)
                        .isEqualTo(frame.column(column));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyTextSurvivesCsv(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String[] texts = new String[50];
        for (int row = 0; row < texts.length; row++) {
            StringBuilder text = new StringBuilder("t" + row);
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append(",;\"'\n\r\t |\\#ä€x1\u0000".charAt(random.nextInt(16)));
            }
            texts[row] = text.toString();
        }
        Frame frame = Frame.of("a, \"b\"", TextColumn.of(texts), "c", TextColumn.of(texts));
        for (String name : new String[] {"a.csv", "a.tsv", "a.csv.gz"}) {
            Data.write(frame, folder.resolve(name));
            assertThat(Data.read(folder.resolve(name))).isEqualTo(frame);
        }
    }
}
