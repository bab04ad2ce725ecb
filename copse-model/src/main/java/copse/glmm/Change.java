package copse.glmm;

/// What is changed in every unit to see what follows: a predictor from one value to another, all else as it is.
public sealed interface Change {
    /// @return the predictor that is changed, a column of the data
    String variable();

    /// @return what is compared, such as `b - a`, `+1`, `dy/dx`
    String contrast();

    /// Everybody at one level against everybody at another.
    ///
    /// @param variable a factor
    /// @param from the level to compare with
    /// @param to the level of interest
    record Levels(String variable, String from, String to) implements Change {
        @Override
        public String contrast() {
            return to + " - " + from;
        }
    }

    /// Everybody at one value against everybody at another.
    ///
    /// @param variable a number
    /// @param from the value to compare with
    /// @param to the value of interest
    record Values(String variable, double from, double to) implements Change {
        @Override
        public String contrast() {
            return number(to) + " - " + number(from);
        }
    }

    /// Everybody with so much more than observed against everybody as observed.
    ///
    /// @param variable a number
    /// @param by how much more
    record Step(String variable, double by) implements Change {
        @Override
        public String contrast() {
            return (by < 0 ? "" : "+") + number(by);
        }
    }

    /// The mean derivative at what was observed, per unit of the predictor.
    ///
    /// @param variable a number
    record Slope(String variable) implements Change {
        @Override
        public String contrast() {
            return "dy/dx";
        }
    }

    /// @param variable a factor
    /// @param from the level to compare with
    /// @param to the level of interest
    /// @return the change
    static Change levels(String variable, String from, String to) {
        return new Levels(variable, from, to);
    }

    /// @param variable a number
    /// @param from the value to compare with
    /// @param to the value of interest
    /// @return the change
    static Change values(String variable, double from, double to) {
        return new Values(variable, from, to);
    }

    /// @param variable a number
    /// @param by how much more than observed
    /// @return the change
    static Change step(String variable, double by) {
        return new Step(variable, by);
    }

    /// @param variable a number
    /// @return the mean derivative
    static Change slope(String variable) {
        return new Slope(variable);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : "" + value;
    }
}
