package copse.design;

import copse.error.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Assignments of another design that pass a criterion.
final class AcceptedArms {
    /// Probabilities of arms add up to 1 within this.
    private static final double ROUNDING = 1e-9;

    private AcceptedArms() {}

    static Resolution resolve(Rerandomised design, Units units) {
        return resolve(design, units, Resolution.resolve(design.base(), units));
    }

    /// @param base what the design inside becomes over the units
    static Resolution resolve(Rerandomised design, Units units, Resolution base) {
        Mechanism inside = base.mechanism();
        Probabilities probabilities = inside.probabilities();
        boolean[] takesPart = new boolean[units.size()];
        double[] sizes = new double[inside.arms()];
        boolean whole = true;
        for (int unit = 0; unit < takesPart.length; unit++) {
            double any = 0;
            for (int arm = 0; arm < sizes.length; arm++) {
                sizes[arm] += probabilities.of(unit, arm);
                any += probabilities.of(unit, arm);
            }
            takesPart[unit] = any > 0;
            whole &= any == 0 || Math.abs(any - 1) < ROUNDING;
        }
        requireTwoArms(design.arms(), sizes);
        Screen screen = Screen.uncalibrated(design.criterion(), units, takesPart, sizes);
        AcceptedMechanism.Base about = new AcceptedMechanism.Base(
                inside, design.base() instanceof Complete, ArmSymmetry.holds(design.base()), whole);
        AcceptedMechanism mechanism = new AcceptedMechanism(about, screen, design.cap());
        List<Diagnostic> diagnostics = new ArrayList<>(base.diagnostics());
        for (String column : screen.constant()) {
            diagnostics.add(diagnostic(DesignCode.CONSTANT_COVARIATE, column));
        }
        for (String covariate : screen.aliased()) {
            diagnostics.add(diagnostic(DesignCode.ALIASED_COVARIATE, covariate));
        }
        return new Resolution(mechanism, base.memberships(), diagnostics, Optional.empty(), base.matches());
    }

    private static void requireTwoArms(Arms arms, double[] sizes) {
        List<String> used = IntStream.range(0, sizes.length)
                .filter(arm -> sizes[arm] > 0)
                .mapToObj(arms.labels()::get)
                .toList();
        if (used.size() < 2) {
            throw DesignCode.BAD_BASE.error(
                    used.isEmpty() ? "no arm has units" : "only the arm `" + used.getFirst() + "` has units",
                    "all assignments are the same, so that there is nothing to choose among",
                    "give at least two arms a share above 0");
        }
    }

    private static Diagnostic diagnostic(DesignCode code, String parameter) {
        return new Diagnostic(code.code(), parameter, 0, 0, code.meaning(), code.advice());
    }
}
