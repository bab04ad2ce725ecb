package copse.report;

import copse.bayes.BayesPosterior;
import copse.bayes.Centring;
import copse.bayes.PosteriorData;
import copse.bayes.Priors;
import copse.family.Family;
import copse.family.Link;
import copse.loo.Elpd;
import copse.loo.KeptElpd;
import copse.loo.Loo;
import copse.model.Cells;
import copse.model.CrossProducts;
import copse.model.Roles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A posterior in a file: what is told of it as `copse.bayes/1`, and under the key `state` what was kept of its
/// rows, so that it can predict without the data. The draws lie beside it in files of their own.
///
/// The state is written as gzipped bytes in base64. Its size grows with cells and levels, not with rows.
public final class SavedBayes {
    private static final String STATE = "state";
    private static final String STATEMENTS = "statements";
    private static final String POINTWISE = "pointwise";

    private final JsonNode json;

    private SavedBayes(JsonNode json) {
        this.json = json;
    }

    /// @param result what is told
    /// @param data what was kept of the rows
    /// @param statements what the user said about priors
    /// @param elpd predictive densities by observation, null if they were not asked for
    /// @return the object to save
    public static ObjectNode write(
            BayesResult result, PosteriorData data, List<String> statements, @Nullable Elpd elpd) {
        ObjectNode json = BayesJson.of(result);
        json.set(STATEMENTS, Json.array(statements));
        if (elpd != null) {
            json.putObject(POINTWISE)
                    .put("method", elpd.method())
                    .put("kind", elpd.kind())
                    .put("fingerprint", elpd.fingerprint())
                    .put("elpd", encode(out -> {
                        out.writeInt(elpd.rows());
                        for (double value : elpd.pointwise()) {
                            out.writeDouble(value);
                        }
                    }));
            if (elpd instanceof Loo loo) {
                ((ObjectNode) json.get(POINTWISE))
                        .put("threshold", loo.threshold())
                        .put("k", encode(out -> {
                            out.writeInt(loo.rows());
                            for (int row = 0; row < loo.rows(); row++) {
                                out.writeDouble(loo.of(row).k());
                                out.writeBoolean(loo.of(row).exact());
                            }
                        }));
            }
        }
        return json.put(STATE, encode(out -> {
            out.writeBoolean(data instanceof PosteriorData.Products);
            switch (data) {
                case PosteriorData.Products(CrossProducts products) -> products.write(out);
                case PosteriorData.Counted(Cells cells) -> cells.write(out);
            }
        }));
    }

    /// @param text a saved object
    /// @return the posterior
    /// @throws IllegalArgumentException if the text is no such object; the message says what is wrong with it
    public static SavedBayes read(String text) {
        JsonNode json;
        try {
            json = JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is not JSON, or was cut off", e);
        }
        String schema = json.path("schema").asString("");
        if (!schema.equals(BayesJson.SCHEMA)) {
            throw new IllegalArgumentException(
                    schema.isEmpty()
                            ? "it has no key `schema`"
                            : "its schema is " + schema + ", not " + BayesJson.SCHEMA);
        }
        if (!json.path(STATE).isString()) {
            throw new IllegalArgumentException("it was printed by --json, without the arrays that --out saves");
        }
        return new SavedBayes(json);
    }

    /// @return what is told of the posterior
    public JsonNode json() {
        return json;
    }

    /// @return the formula as printed
    public String formula() {
        return json.path("formula").stringValue();
    }

    /// The posterior itself, made again from what was kept of its rows.
    ///
    /// @return the posterior, whose draws are elsewhere
    /// @throws IllegalArgumentException if the state is damaged
    public BayesPosterior posterior() {
        Priors priors = Priors.defaults();
        for (JsonNode statement : json.path(STATEMENTS).values()) {
            priors = priors.with(statement.stringValue());
        }
        PosteriorData data = data();
        return BayesPosterior.of(family(data), priors, data, Centring.AUTO);
    }

    private Family family(PosteriorData data) {
        Family family = Family.of(
                json.path("family").stringValue(), Link.of(json.path("link").stringValue()));
        return data.spec().roles().parts().containsKey(Roles.ZERO_INFLATION) ? family.zeroInflated() : family;
    }

    /// @return predictive densities by observation; empty if they were not asked for
    /// @throws IllegalArgumentException if they are damaged
    public Optional<KeptElpd> elpd() {
        JsonNode kept = json.path(POINTWISE);
        if (!kept.isObject()) {
            return Optional.empty();
        }
        double[] pointwise = decode(kept.path("elpd").stringValue(), in -> {
            double[] values = new double[in.readInt()];
            for (int i = 0; i < values.length; i++) {
                values[i] = in.readDouble();
            }
            return values;
        });
        return Optional.of(KeptElpd.of(
                kept.path("method").stringValue(),
                kept.path("kind").stringValue(),
                pointwise,
                kept.path("fingerprint").longValue()));
    }

    /// How far importance sampling can be relied on.
    ///
    /// @param threshold above which it cannot
    /// @param k shape of the tail of the weights of each observation
    /// @param exact whether the model was fitted again without the observation, so that its k does not matter
    public record Reliability(double threshold, double[] k, boolean[] exact) {}

    /// @return k-hat by observation; empty if leave-one-out was not asked for
    /// @throws IllegalArgumentException if the values are damaged
    public Optional<Reliability> reliability() {
        JsonNode kept = json.path(POINTWISE);
        if (!kept.path("k").isString()) {
            return Optional.empty();
        }
        return Optional.of(decode(kept.path("k").stringValue(), in -> {
            double[] k = new double[in.readInt()];
            boolean[] exact = new boolean[k.length];
            for (int i = 0; i < k.length; i++) {
                k[i] = in.readDouble();
                exact[i] = in.readBoolean();
            }
            return new Reliability(kept.path("threshold").doubleValue(), k, exact);
        }));
    }

    private PosteriorData data() {
        return decode(
                json.path(STATE).stringValue(),
                in -> in.readBoolean()
                        ? new PosteriorData.Products(CrossProducts.read(in))
                        : new PosteriorData.Counted(Cells.read(in)));
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    private static <T> T decode(String text, Reading<T> reading) {
        try (DataInputStream in = new DataInputStream(
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text))))) {
            return reading.from(in);
        } catch (IOException e) {
            throw new IllegalArgumentException("its state is damaged: " + e.getMessage(), e);
        }
    }

    private static String encode(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            writing.to(out);
        } catch (IOException e) {
            throw new IllegalStateException("an array in memory can be written", e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
