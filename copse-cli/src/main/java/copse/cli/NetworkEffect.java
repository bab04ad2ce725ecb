package copse.cli;

import copse.design.Arms;
import copse.interference.Estimand;
import java.util.List;

/// Effects in networks. The names are those of the option's values.
enum NetworkEffect {
    total(Estimand.TOTAL),
    direct(Estimand.DIRECT),
    spillover(Estimand.SPILLOVER);

    private final Estimand estimand;

    NetworkEffect(Estimand estimand) {
        this.estimand = estimand;
    }

    Estimand estimand() {
        return estimand;
    }

    /// Arms of two stages have a label for each stage; an effect is one of the arms within.
    ///
    /// @param arms of a design
    /// @return what can be compared, each once
    static List<String> arms(Arms arms) {
        List<String> all = arms.columns().containsKey(Arms.COLUMN) ? arms.column(Arms.COLUMN) : arms.labels();
        return all.stream().distinct().toList();
    }
}
