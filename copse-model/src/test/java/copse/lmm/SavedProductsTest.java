package copse.lmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.model.CrossProducts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Cross-products that were written and read make the same fit.
class SavedProductsTest {
    private static Frame data() {
        int n = 400;
        Random random = new Random(5);
        double[] y = new double[n];
        double[] x = new double[n];
        String[] a = new String[n];
        String[] b = new String[n];
        for (int i = 0; i < n; i++) {
            a[i] = "a" + i % 7;
            b[i] = "b" + random.nextInt(11);
            x[i] = random.nextGaussian();
            y[i] = 2 + x[i] + a[i].hashCode() % 5 + b[i].hashCode() % 3 + random.nextGaussian();
        }
        return Frame.of(
                "y",
                NumericColumn.of(y, Mask.of(n, row -> row == 17)),
                "x",
                NumericColumn.of(x),
                "a",
                FactorColumn.of(a),
                "b",
                FactorColumn.of(b));
    }

    private static byte[] bytes(CrossProducts products) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        products.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static CrossProducts read(byte[] bytes) throws IOException {
        return CrossProducts.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    @Test
    void fitIsTheSameToTheLastBit() throws IOException {
        LmmFit fit = Lmm.of("y ~ x + (1 + x | a) + (1 | b)").fit(data());
        byte[] bytes = bytes(fit.crossProducts());
        CrossProducts back = read(bytes);
        LmmFit again = Lmm.fit(back, Estimator.REML);
        assertThat(again.criterion()).isEqualTo(fit.criterion());
        assertThat(again.beta()).containsExactly(fit.beta());
        assertThat(again.theta()).containsExactly(fit.theta());
        assertThat(again.effects("b").mode(3, 0)).isEqualTo(fit.effects("b").mode(3, 0));
        assertThat(back.dropped()).isEqualTo(fit.crossProducts().dropped());
        assertThat(bytes(back)).isEqualTo(bytes);
    }

    @Test
    void damagedBytesAreRefused() throws IOException {
        byte[] bytes = bytes(Lmm.of("y ~ x + (1 | a)").fit(data()).crossProducts());
        assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length / 2))).isInstanceOf(IOException.class);
    }
}
