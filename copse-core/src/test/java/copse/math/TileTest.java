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

    // terms from 0 to 9: with and without groups of four
    @ParameterizedTest
    @MethodSource("tiles")
    void columnsGainTheProduct(Tile tile) {
        SplittableRandom random = new SplittableRandom(1);
        int rows = tile.rows();
        for (int terms = 0; terms < 10; terms++) {
            double[][] c = random(random, Tile.WIDTH, rows + 2);
            double[] b = random(random, 1, rows * terms)[0];
            double[] f = random(random, 1, 3 + Tile.WIDTH * terms)[0];
            double[][] expected = new double[Tile.WIDTH][];
            for (int t = 0; t < Tile.WIDTH; t++) {
                expected[t] = c[t].clone();
                for (int r = 0; r < rows; r++) {
                    for (int k = 0; k < terms; k++) {
                        expected[t][1 + r] += b[rows * k + r] * f[3 + Tile.WIDTH * k + t];
                    }
                }
            }
            tile.add(c, 1, b, f, 3, terms);
            for (int t = 0; t < Tile.WIDTH; t++) {
                assertThat(c[t]).containsExactly(expected[t], within(1e-14)); // ten products of order 1
            }
        }
    }

    // rows and columns that fill no tile, and the second of two threads
    @ParameterizedTest
    @MethodSource("tiles")
    void stripsAreSubtracted(Tile tile) {
        SplittableRandom random = new SplittableRandom(2);
        for (int n : new int[] {1, 7, 8, 30, 150}) {
            for (Strip.Part part : Strip.Part.values()) {
                int terms = Math.min(n, 5);
                double[][] c = random(random, n, n);
                double[][] b = random(random, terms, n);
                double[][] f = random(random, terms, n);
                double[][] byColumn = new double[n][terms];
                double[][] before = new double[n][];
                double[][] again = new double[n][];
                for (int j = 0; j < n; j++) {
                    before[j] = c[j].clone();
                    again[j] = c[j].clone();
                    for (int k = 0; k < terms; k++) {
                        byColumn[j][k] = f[k][j];
                    }
                }
                int second = Math.min(n, Tile.WIDTH);
                new Strip(tile, 2).subtract(part, c, b, f, 0, terms, second, n, 0, n);
                new Strip(tile, 2).subtractTransposed(again, b, byColumn, 0, terms, second, n, 0, n);
                for (int j = 0; j < n; j++) {
                    boolean own = j / Tile.WIDTH % 2 == 1;
                    for (int i = 0; i < n; i++) {
                        double expected = before[j][i];
                        for (int k = 0; k < terms && own; k++) {
                            expected -= f[k][j] * b[k][i];
                        }
                        boolean wanted = part == Strip.Part.ALL || part == Strip.Part.LOWER == i > j || i == j;
                        if (wanted || !own) {
                            assertThat(c[j][i]).isCloseTo(expected, within(1e-14));
                        }
                        assertThat(again[j][i]).isCloseTo(expected, within(1e-14));
                    }
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
