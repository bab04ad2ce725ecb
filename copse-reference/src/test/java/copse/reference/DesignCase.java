package copse.reference;

import java.util.List;
import java.util.OptionalDouble;

/// What a case of kind `design` asks and expects.
///
/// @param inputs of the quantity
/// @param expected the answer
/// @param tolerance of a difference, relative to the larger of 1 and what is expected
/// @param checks the result
record DesignCase(Expected inputs, Expected expected, double tolerance, Comparison checks) {
    /// Compares a number.
    ///
    /// @param key of the expected answer
    /// @param got what copse says
    void number(String key, double got) {
        number(key, OptionalDouble.of(got));
    }

    /// Compares a number that may be undefined: `null` in the file.
    ///
    /// @param key of the expected answer
    /// @param got what copse says
    void number(String key, OptionalDouble got) {
        Expected wanted = expected.at(key);
        if (wanted.isNull() || got.isEmpty()) {
            checks.checkSame(key, "defined", got.isPresent(), !wanted.isNull());
        } else {
            near(key, "", got.getAsDouble(), wanted.number());
        }
    }

    /// Compares numbers.
    ///
    /// @param key of the expected answer
    /// @param got what copse says
    void numbers(String key, double... got) {
        double[] wanted = expected.at(key).numbers();
        checks.checkSame(key, "length", got.length, wanted.length);
        for (int i = 0; i < Math.min(got.length, wanted.length); i++) {
            near(key, "[" + i + "]", got[i], wanted[i]);
        }
    }

    /// Compares numbers some of which may be undefined: `null` in the file.
    ///
    /// @param key of the expected answer
    /// @param got what copse says
    void optionals(String key, List<OptionalDouble> got) {
        List<OptionalDouble> wanted = expected.at(key).optionals();
        checks.checkSame(key, "length", got.size(), wanted.size());
        for (int i = 0; i < Math.min(got.size(), wanted.size()); i++) {
            checks.checkSame(
                    key,
                    "[" + i + "] defined",
                    got.get(i).isPresent(),
                    wanted.get(i).isPresent());
            if (got.get(i).isPresent() && wanted.get(i).isPresent()) {
                near(key, "[" + i + "]", got.get(i).getAsDouble(), wanted.get(i).getAsDouble());
            }
        }
    }

    /// Compares a matrix.
    ///
    /// @param key of the expected answer
    /// @param got rows
    void matrix(String key, double[][] got) {
        double[][] wanted = expected.at(key).matrix();
        checks.checkSame(key, "rows", got.length, wanted.length);
        for (int i = 0; i < Math.min(got.length, wanted.length); i++) {
            checks.checkSame(key, "columns", got[i].length, wanted[i].length);
            for (int j = 0; j < Math.min(got[i].length, wanted[i].length); j++) {
                near(key, "[" + i + "," + j + "]", got[i][j], wanted[i][j]);
            }
        }
    }

    private void near(String key, String where, double got, double wanted) {
        checks.check(key, where, got, wanted, tolerance * Math.max(1, Math.abs(wanted)));
    }

    /// @param key of the expected answer
    /// @return the case with that part of the answer
    DesignCase at(String key) {
        return new DesignCase(inputs, expected.at(key), tolerance, checks);
    }

    /// @param key of an input
    /// @return its numbers
    double[] values(String key) {
        return inputs.at(key).numbers();
    }

    /// @param key of an input
    /// @return its texts, numbers as they are written
    List<String> words(String key) {
        return inputs.at(key).texts();
    }
}
