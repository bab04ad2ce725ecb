package copse.cli;

import copse.design.Arms;
import copse.interference.Estimand;
import java.util.List;

/// Effects in networks, and the exposure that each is asked of if none is named. The names are those of the
/// option's values.
enum NetworkEffect {
    total(Estimand.TOTAL, "full"),
    direct(Estimand.DIRECT, "own"),
    spillover(Estimand.SPILLOVER, "four-way");

    private final Estimand estimand;
    private final String exposure;

    NetworkEffect(Estimand estimand, String exposure) {
        this.estimand = estimand;
        this.exposure = exposure;
    }

    Estimand estimand() {
        return estimand;
    }

    /// @return the exposure in its short form
    String exposure() {
        return exposure;
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
