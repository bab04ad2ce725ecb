package copse.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TileTest {
    static Stream<Tile> tiles() {
        return Stream.of(new PlainTile(), new VectorTile());
    }

    // rows from 0 to 45 and terms from 0 to 9: with and without whole vectors, with and without groups of four
    @ParameterizedTest
    @MethodSource("tiles")
    void columnsLoseTheirMultiples(Tile tile) {
        SplittableRandom random = new SplittableRandom(1);
        for (int rows = 0; rows <= 45; rows += 3) {
            for (int terms = 0; terms < 10; terms++) {
                double[][] c = random(random, 6, rows + 2);
                double[][] b = random(random, terms + 1, rows + 2);
                double[][] f = random(random, terms + 1, 6);
                double[][] expected = new double[6][];
                for (int j = 0; j < 6; j++) {
                    expected[j] = c[j].clone();
                    for (int i = 1; i < rows + 1 && j >= 1 && j < 5; i++) {
                        for (int k = 1; k <= terms; k++) {
                            expected[j][i] -= f[k][j] * b[k][i];
                        }
                    }
                }
                tile.subtract(c, b, f, 1, terms + 1, 1, 1, rows + 1);
                for (int j = 0; j < 6; j++) {
                    assertThat(c[j]).containsExactly(expected[j], within(1e-14)); // ten products of order 1
                }
            }
        }
    }

    @Test
    void testsRunWithTheVectorApi() {
        assertThat(Tile.best()).isInstanceOf(VectorTile.class);
    }

    private static double[][] random(SplittableRandom random, int columns, int rows) {
        double[][] a = new double[columns][rows];
        for (double[] column : a) {
            for (int i = 0; i < rows; i++) {
                column[i] = random.nextDouble() - 0.5;
            }
        }
        return a;
    }
}
