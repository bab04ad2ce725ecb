package copse.study;

import copse.error.CopseException;
import copse.error.Diagnostic;
import copse.estimate.EffectEstimate;
import copse.interference.NetworkEstimator;
import copse.interference.NetworkExperiment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The effect that was asked of a network experiment, by the method that was named first, and what other
/// methods say beside it.
///
/// @param experiment network, design, question and outcomes
/// @param name of the primary method
/// @param primary the effect
/// @param others other methods, in the order in which they were named
public record NetworkAnswer(NetworkExperiment experiment, String name, EffectEstimate primary, List<Attempt> others) {
    /// Copies the list.
    public NetworkAnswer {
        others = List.copyOf(others);
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
        return new NetworkAnswer(experiment, primary.name(), primary.effect(), attempts);
    }

    /// @return of the primary method and of the join of outcomes and nodes
    public List<Diagnostic> diagnostics() {
        return primary.diagnostics();
    }
}
