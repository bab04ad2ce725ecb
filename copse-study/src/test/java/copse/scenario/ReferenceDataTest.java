package copse.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.error.InputException;
import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The reference files have the digests that the reference values name.
class ReferenceDataTest {
    @ParameterizedTest
    @CsvSource({
        "make_call_center.py, '', 58e6332b4b2d1b033bff7e3be10945b84d79774416fee680b4eccd49e0ffac85",
        "make_call_center.py, '--every 50', 3e489af093b085b41a307ca5f9539f5123b21d27ad26059b69594c03be0eb4f4",
        "make_call_center.py, '--clip --every 10', f16be2e7ceeb39cf92085243b5df4a9071f61722cbaa95b740e9a61b036dbdf4",
        "make_students.py, '', d7e396980f235654176b30c6be7eda4d1d873d540cef3fac243bdd68bec2a16e",
        "make_students.py, '--every 50', b5b9bfdefbdbfef309ca6d74053609e2f7c6f82c7c1a02be3c8a4561ae625377"
    })
    void digests(String script, String arguments, String sha256) throws Exception {
        List<String> words = arguments.isEmpty() ? List.of() : List.of(arguments.split(" "));
        assertThat(digest(ReferenceData.generatedBy(script, words))).isEqualTo(sha256);
    }

    /// The table must be what a reader makes of the file: same numbers, same labels.
    @ParameterizedTest
    @CsvSource({"call-center, true", "call-center, false", "students, false"})
    void theTableIsTheFile(String scenario, boolean clip) throws IOException {
        ReferenceData data = ReferenceData.of(scenario).withEvery(97).withClip(clip);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        data.writeCsv(bytes);
        List<String> lines = bytes.toString(StandardCharsets.US_ASCII).lines().toList();
        Frame frame = data.frame();
        assertThat(lines.getFirst()).isEqualTo(String.join(",", frame.names()));
        assertThat(lines).hasSize(frame.rows() + 1);
        for (int row = 0; row < frame.rows(); row++) {
            String[] cells = lines.get(row + 1).split(",");
            for (int c = 0; c < cells.length; c++) {
                switch (frame.find(frame.names().get(c)).orElseThrow()) {
                    case NumericColumn numbers ->
                        assertThat(numbers.value(row)).isEqualTo(Double.parseDouble(cells[c]));
                    case Column labels -> assertThat(labels.text(row)).isEqualTo(cells[c]);
                }
            }
        }
    }

    /// 295 calls of the full file lie outside of 0 to 10; clipping moves them to the border and nothing else.
    @Test
    void clippingMovesOnlyWhatIsOutside() {
        Frame free = ReferenceData.of("call-center").frame();
        Frame clipped = ReferenceData.of("call-center").withClip(true).frame();
        NumericColumn before = (NumericColumn) free.find("call_CSAT").orElseThrow();
        NumericColumn after = (NumericColumn) clipped.find("call_CSAT").orElseThrow();
        int moved = 0;
        for (int row = 0; row < free.rows(); row++) {
            assertThat(after.value(row)).isEqualTo(Math.clamp(before.value(row), 0, 10));
            moved += after.value(row) == before.value(row) ? 0 : 1;
        }
        assertThat(moved).isEqualTo(295);
    }

    @Test
    void whatIsNotDefinedIsRefused() {
        assertThatThrownBy(() -> ReferenceData.of("coolers"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("`call-center`");
        assertThatThrownBy(() -> ReferenceData.of("students").withClip(true))
                .hasMessageContaining("leave `--clip` out");
        assertThatThrownBy(() -> ReferenceData.of("students").withEvery(0)).hasMessageContaining("`--every 1`");
        assertThatThrownBy(() -> ReferenceData.generatedBy("make_students.py", List.of("--every", "x")))
                .hasMessageContaining("`--every` cannot be `x`");
        assertThatThrownBy(() -> ReferenceData.generatedBy("make_students.py", List.of("--seed")))
                .hasMessageContaining("no option `--seed`");
        assertThatThrownBy(() -> ReferenceData.generatedBy("make_schools.py", List.of()))
                .hasMessageContaining("make_call_center.py");
    }

    private static String digest(ReferenceData data) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        data.writeCsv(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return HexFormat.of().formatHex(digest.digest());
    }
}
