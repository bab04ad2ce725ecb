package copse.report.draws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.mcmc.Transition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainFileTest {
    private static final List<String> NAMES = List.of("b_Intercept", "r_school_Intercept.1");

    private static Transition seen(int draw) {
        return new Transition(-draw - 0.1, 0.8 + draw / 100.0, 0.3, 3, 7, draw == 2, Double.NaN);
    }

    private static Path written(Path folder, int draws) throws IOException {
        Path file = folder.resolve("chain-1.csv");
        try (ChainWriter out = ChainWriter.create(file, List.of("num_samples = 5", "model = y ~ x\n+ z"), NAMES)) {
            for (int draw = 0; draw < draws; draw++) {
                out.add(new double[] {draw / 3.0, -1e-300 * draw}, seen(draw));
            }
        }
        return file;
    }

    @Test
    void readsWhatWasWrittenToTheLastBit(@TempDir Path folder) throws IOException {
        ChainFile read = ChainFile.read(written(folder, 5), 100);
        assertThat(read.names()).isEqualTo(NAMES);
        assertThat(read.draws()).isEqualTo(5);
        assertThat(read.values()[0]).containsExactly(0, 1 / 3.0, 2 / 3.0, 1, 4 / 3.0);
        assertThat(read.values()[1]).containsExactly(-0.0, -1e-300, -2e-300, -3e-300, -4e-300);
        assertThat(read.trace().at(2)).isEqualTo(seen(2));
        assertThat(ChainFile.read(folder.resolve("chain-1.csv"), 3).draws()).isEqualTo(3);
    }

    @Test
    void aLineWithoutItsEndIsNoDraw(@TempDir Path folder) throws IOException {
        Path file = written(folder, 3);
        Files.writeString(file, "-3.1,0.83,0.3,3,7,0,1.5,0.33", StandardOpenOption.APPEND);
        assertThat(ChainFile.read(file, 100).draws()).isEqualTo(3);
    }

    @Test
    void goesOnAfterSomeDrawsAsIfItHadNeverStopped(@TempDir Path folder) throws IOException {
        String whole = Files.readString(written(folder, 5));
        Path file = written(folder, 4);
        Files.writeString(file, "-3.1,0.8", StandardOpenOption.APPEND);
        try (ChainWriter out = ChainWriter.after(file, 3)) {
            for (int draw = 3; draw < 5; draw++) {
                out.add(new double[] {draw / 3.0, -1e-300 * draw}, seen(draw));
            }
        }
        assertThat(file).hasContent(whole);
    }

    @Test
    void goesOnFromTheFirstDraw(@TempDir Path folder) throws IOException {
        Path file = written(folder, 2);
        ChainWriter.after(file, 0).close();
        assertThat(ChainFile.read(file, 100).draws()).isZero();
    }

    @Test
    void saysWhatIsNoSuchFile(@TempDir Path folder) throws IOException {
        Path other = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");
        assertThatThrownBy(() -> ChainFile.read(other, 1)).isInstanceOf(IOException.class);
        Path file = written(folder, 1);
        assertThatThrownBy(() -> ChainWriter.after(file, 2)).hasMessageContaining("fewer than 2 draws");
        Files.writeString(file, "1,2\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> ChainFile.read(file, 2)).hasMessageContaining("draw 2 has not 9 columns");
    }

    @Test
    void namesHaveNoCommasAndArraysAnIndex() {
        assertThat(StanNames.of(List.of(
                        "(Intercept)",
                        "SEX[boy]",
                        "SEX:boy",
                        "sd(school,(Intercept))",
                        "sd(school,poly(x, 2)1)",
                        "cor(school,(Intercept),PPED)",
                        "sigma",
                        "r(school)[a,b,(Intercept)]",
                        "r(school)[c,(Intercept)]",
                        "r(school)[c,poly(x, 2)1]")))
                .containsExactly(
                        "b_Intercept",
                        "b_SEX_boy",
                        "b_SEX_boy_2",
                        "sd_school_Intercept",
                        "sd_school_poly_x_2_1",
                        "cor_school_Intercept_PPED",
                        "sigma",
                        "r_school_Intercept.1",
                        "r_school_Intercept.2",
                        "r_school_poly_x_2_1.1");
    }
}
