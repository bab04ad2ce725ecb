package copse.study;

import copse.design.Assignment;
import copse.design.Saturation;
import copse.error.CopseException;
import copse.error.Diagnostic;
import copse.estimate.EffectEstimate;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Ids;
import copse.frame.Mask;
import copse.interference.NetworkEstimator;
import copse.interference.NetworkExperiment;
import copse.interference.NetworkTestAnswer;
import copse.interference.SaturationAnalysis;
import copse.interference.SaturationEffects;
import copse.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The effect that was asked of a network experiment, by the method that was named first, and what other
/// methods say beside it.
///
/// @param experiment network, design, question and outcomes
/// @param name of the primary method
/// @param primary the effect
/// @param others other methods, in the order in which they were named
/// @param saturation all effects by saturation, under a design that drew saturations
/// @param tests of interference that were asked for, in their order
public record NetworkAnswer(
        NetworkExperiment experiment,
        String name,
        EffectEstimate primary,
        List<Attempt> others,
        Optional<SaturationEffects> saturation,
        List<NetworkTestAnswer> tests) {
    /// Copies the lists.
    public NetworkAnswer {
        others = List.copyOf(others);
        tests = List.copyOf(tests);
    }

    /// @param more tests of interference
    /// @return this answer with those instead of its own
    public NetworkAnswer withTests(List<NetworkTestAnswer> more) {
        return new NetworkAnswer(experiment, name, primary, others, saturation, more);
    }

    /// Holds arms that stand beside the outcomes against those that were handed out.
    ///
    /// @param rows of outcomes, with the id of a node
    /// @param network nodes and edges
    /// @param arms that were handed out to the nodes
    /// @param names of data and record, for messages
    /// @throws copse.error.InputException `A106` if rows of a node differ in their arm, `A107` if a node has
    ///     another arm than it was given
    public static void requireArms(Frame rows, Network network, Assignment arms, JoinOptions names) {
        int[] node = network.find(rows.column(network.id()));
        Frame known = rows.where(Mask.of(node.length, row -> node[row] != Ids.NONE));
        int[] found = network.find(known.column(network.id()));
        FactorColumn units = FactorColumn.of(found.length, row -> network.ids().text(found[row]));
        arms.arms()
                .columns()
                .forEach((part, labels) -> known.find(part)
                        .ifPresent(own -> new ArmColumn(
                                        part,
                                        own,
                                        FactorColumn.of(
                                                found.length,
                                                row -> arms.arm(found[row]) < 0
                                                        ? null
                                                        : labels.get(arms.arm(found[row]))),
                                        units,
                                        names)
                                .requireAgreement()));
    }

    /// @param experiment network, design, question and outcomes
    /// @param methods the primary one first
    /// @return the answer of the first method that has one: a method that cannot answer under the design is
    ///     listed with its reason
    /// @throws CopseException that of the first method, if none has an answer
    public static NetworkAnswer of(NetworkExperiment experiment, List<NetworkEstimator> methods) {
        List<Attempt> attempts = new ArrayList<>();
        Attempt.@Nullable Done primary = null;
        @Nullable CopseException reason = null;
        for (NetworkEstimator method : methods) {
            try {
                Attempt.Done done = new Attempt.Done(method.name(), experiment.estimate(method));
                if (primary == null) {
                    primary = done;
                } else {
                    attempts.add(done);
                }
            } catch (CopseException e) {
                reason = reason == null ? e : reason;
                attempts.add(new Attempt.Refused(method.name(), e.problem()));
            }
        }
        if (primary == null) {
            if (reason == null) {
                throw new IllegalArgumentException("no method");
            }
            throw reason;
        }
        Optional<SaturationEffects> saturation = saturation(experiment, attempts);
        return new NetworkAnswer(experiment, primary.name(), primary.effect(), attempts, saturation, List.of());
    }

    private static Optional<SaturationEffects> saturation(NetworkExperiment experiment, List<Attempt> attempts) {
        if (!(experiment.setting().randomisation().design() instanceof Saturation)) {
            return Optional.empty();
        }
        try {
            return Optional.of(SaturationAnalysis.of(experiment.setting()).estimate(experiment.data()));
        } catch (CopseException reason) {
            attempts.add(new Attempt.Refused("effects by saturation", reason.problem()));
            return Optional.empty();
        }
    }

    /// @return of the primary method and of the join of outcomes and nodes
    public List<Diagnostic> diagnostics() {
        return primary.diagnostics();
    }
}
