package copse.report;

import copse.family.Family;
import copse.family.Link;
import copse.glmm.Glmm;
import copse.glmm.GlmmFit;
import copse.glmm.Integration;
import copse.lmm.Estimator;
import copse.lmm.Lmm;
import copse.lmm.LmmFit;
import copse.model.Cells;
import copse.model.CrossProducts;
import copse.model.Fit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A fit in a file: what is told of it as `copse.fit/1`, and under the key `state` the cross-products that it
/// was made from, so that it can predict and be fitted again without the data.
///
/// The state is written as gzipped bytes in base64. Its size grows with levels, not with rows.
public final class SavedFit {
    private static final String STATE = "state";

    private final FitResult result;
    private final String state;

    private SavedFit(FitResult result, String state) {
        this.result = result;
        this.state = state;
    }

    /// @param result what is told of the fit
    /// @param fit the fit itself
    /// @return the object to save
    public static ObjectNode write(FitResult result, Fit fit) {
        return FitJson.of(result).put(STATE, encode(fit));
    }

    /// @param text a saved object
    /// @return the fit
    /// @throws IllegalArgumentException if the text is no such object; the message says what is wrong with it
    public static SavedFit read(String text) {
        JsonNode json;
        try {
            json = JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is not JSON, or was cut off", e);
        }
        FitResult result = FitReader.read(json);
        if (!json.path(STATE).isString()) {
            throw new IllegalArgumentException("it was printed by --json, without the arrays that --out saves");
        }
        return new SavedFit(result, json.path(STATE).stringValue());
    }

    /// @return what is told of the fit
    public FitResult result() {
        return result;
    }

    /// The fit itself, made again from what was kept of its rows: the same to the last digit with the same
    /// version.
    ///
    /// @return the fit
    /// @throws IllegalArgumentException if the state is damaged
    public Fit fit() {
        try (DataInputStream in = new DataInputStream(
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(state))))) {
            return isGeneralised()
                    ? Glmm.fit(Cells.read(in), family(), integration())
                    : Lmm.fit(
                            CrossProducts.read(in),
                            Estimator.valueOf(result.model().method()));
        } catch (IOException e) {
            throw new IllegalArgumentException("its state is damaged: " + e.getMessage(), e);
        }
    }

    private boolean isGeneralised() {
        return result.sample().cells() > 0;
    }

    private Family family() {
        FitResult.Model model = result.model();
        Family family = Family.of(model.family(), Link.of(model.link()));
        return result.inflation().isEmpty() ? family : family.zeroInflated();
    }

    private Integration integration() {
        FitResult.Integral integral = result.model().integration();
        return integral == null
                ? Integration.laplace()
                : new Integration(
                        integral.points(),
                        Integration.Curvature.valueOf(integral.weights().toUpperCase(Locale.ROOT)));
    }

    private static String encode(Fit fit) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            if (fit instanceof GlmmFit generalised) {
                generalised.cells().write(out);
            } else {
                ((LmmFit) fit).crossProducts().write(out);
            }
        } catch (IOException e) {
            throw new IllegalStateException("an array in memory can be written", e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
