package copse.model;

import copse.family.OutcomeType;
import copse.formula.Contrast;
import copse.formula.Formula;
import copse.frame.ColumnSchema;
import copse.frame.ColumnType;
import copse.frame.Levels;
import copse.frame.Schema;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Model specifications as bytes: formula, schema, constants, roles. Numbers keep all their bits.
final class SpecFormat {
    private static final int VERSION = 2;
    /// The last version without kinds of outcomes and further linear predictors.
    private static final int PLAIN = 1;
    /// The count written for a text or list that is absent.
    private static final int ABSENT = -1;
    /// A file that claims more is damaged; no formula or label comes near.
    private static final int MOST = 1 << 28;

    private SpecFormat() {}

    static void write(ModelSpec spec, DataOutput out) throws IOException {
        out.writeInt(VERSION);
        text(spec.formula().text(), out);
        out.writeInt(spec.schema().columns().size());
        for (ColumnSchema column : spec.schema().columns()) {
            text(column.name(), out);
            text(column.type().name(), out);
            Levels levels = column.levels();
            out.writeInt(levels == null ? ABSENT : levels.size());
            if (levels != null) {
                for (String label : levels.labels()) {
                    text(label, out);
                }
            }
        }
        out.writeInt(spec.constants().values().size());
        for (Map.Entry<String, List<Double>> entry : spec.constants().values().entrySet()) {
            text(entry.getKey(), out);
            out.writeInt(entry.getValue().size());
            for (double value : entry.getValue()) {
                out.writeDouble(value);
            }
        }
        text(spec.roles().weights(), out);
        text(spec.roles().offset(), out);
        out.writeInt(spec.roles().contrasts().size());
        for (Map.Entry<String, Contrast> entry : spec.roles().contrasts().entrySet()) {
            text(entry.getKey(), out);
            text(entry.getValue().word(), out);
        }
        text(spec.outcome().name(), out);
        out.writeInt(spec.roles().parts().size());
        for (Map.Entry<String, Formula> entry : spec.roles().parts().entrySet()) {
            text(entry.getKey(), out);
            text(entry.getValue().text(), out);
        }
    }

    static ModelSpec read(DataInput in) throws IOException {
        int version = in.readInt();
        if (version < PLAIN || version > VERSION) {
            throw new IOException("a model of format " + version + ", this version reads formats up to " + VERSION);
        }
        Formula formula = Formula.parse(required(in));
        List<ColumnSchema> columns = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            columns.add(new ColumnSchema(required(in), ColumnType.valueOf(required(in)), levels(in)));
        }
        Map<String, List<Double>> constants = new LinkedHashMap<>();
        for (int left = count(in); left > 0; left--) {
            String call = required(in);
            List<Double> numbers = new ArrayList<>();
            for (int more = count(in); more > 0; more--) {
                numbers.add(in.readDouble());
            }
            constants.put(call, numbers);
        }
        Roles roles = Roles.defaults().withWeights(text(in)).withOffset(text(in));
        for (int left = count(in); left > 0; left--) {
            roles = roles.withContrast(
                    required(in), Contrast.of(required(in)).orElseThrow(() -> new IOException("an unknown contrast")));
        }
        if (version > PLAIN) {
            roles = roles.withOutcome(OutcomeType.valueOf(required(in)));
            for (int left = count(in); left > 0; left--) {
                roles = roles.withPart(required(in), Formula.parse(required(in)));
            }
        }
        return ModelSpec.of(formula, new Schema(columns), new Constants(constants), roles);
    }

    private static @Nullable Levels levels(DataInput in) throws IOException {
        int size = in.readInt();
        if (size == ABSENT) {
            return null;
        }
        List<String> labels = new ArrayList<>();
        for (int left = checked(size); left > 0; left--) {
            labels.add(required(in));
        }
        return Levels.of(labels);
    }

    // not writeUTF, whose texts end at 65,535 bytes
    private static void text(@Nullable String text, DataOutput out) throws IOException {
        if (text == null) {
            out.writeInt(ABSENT);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static @Nullable String text(DataInput in) throws IOException {
        int length = in.readInt();
        if (length == ABSENT) {
            return null;
        }
        byte[] bytes = new byte[checked(length)];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String required(DataInput in) throws IOException {
        String text = text(in);
        if (text == null) {
            throw new IOException("a text is missing");
        }
        return text;
    }

    private static int count(DataInput in) throws IOException {
        return checked(in.readInt());
    }

    private static int checked(int count) throws IOException {
        if (count < 0 || count > MOST) {
            throw new IOException("a count of " + count);
        }
        return count;
    }
}
