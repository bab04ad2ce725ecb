package copse.assign;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Ledgers that the first version wrote, one per rule: any later version that calls its algorithm
/// `copse-enroll/1` has to read them and to draw the same arms.
class FirstVersionTest {
    @ParameterizedTest
    @CsvSource({
        "blocks, 445e28d716ea95b03476b06e3a826b7b29d5a22313b7638f497b97a18e2b19f9",
        "minimise, 670a15045add22cdbd1d5d113954b38bdb1e43cb1e34cbd48e4c70c701fac6d0",
        "coin, 4f4802c72b78e0938ea15b3dea2014509f7bc11e7455f62bd4987a98169e6ba3",
        "simple, 3f319370c5570d5cd5d3be0567ed0a250b07dbd4ea1360b4d199ddc1f685225f"
    })
    void ledgerOfTheFirstVersionIsProvedAnew(String rule, String head) throws URISyntaxException {
        Path path = Path.of(
                Objects.requireNonNull(getClass().getResource(rule + ".ledger")).toURI());
        assertThat(Ledger.verify(path, head)).isInstanceOfSatisfying(Verification.Proven.class, proven -> {
            assertThat(proven.arrivals()).isEqualTo(12);
            assertThat(proven.head()).isEqualTo(head);
        });
    }
}
