package copse.cli;

import copse.assign.AssignCode;
import copse.balance.BalanceCode;
import copse.bayes.AnswerCode;
import copse.bayes.BayesCode;
import copse.design.DesignCode;
import copse.error.Explained;
import copse.estimate.BootstrapCode;
import copse.estimate.EffectCode;
import copse.estimate.EstimateCode;
import copse.estimate.RandomisationTestCode;
import copse.exposure.ExposureCode;
import copse.family.FamilyCode;
import copse.formula.FormulaCode;
import copse.frame.FrameCode;
import copse.glmm.CheckCode;
import copse.glmm.EquationsCode;
import copse.glmm.GlmmCode;
import copse.image.ImageCode;
import copse.interference.InterferenceCode;
import copse.interference.InterferenceTestCode;
import copse.io.IoCode;
import copse.lm.LmCode;
import copse.lmm.LmmCode;
import copse.loo.LooCode;
import copse.match.MatchCode;
import copse.mcmc.McmcCode;
import copse.mcmc.SamplingCode;
import copse.model.OutcomeCode;
import copse.network.ClusteringCode;
import copse.network.NetworkCode;
import copse.plan.PlanCode;
import copse.power.PowerCode;
import copse.power.SimulationCode;
import copse.prior.PriorCode;
import copse.scenario.ScenarioCode;
import copse.study.StudyCode;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Every catalogue of codes, listed by hand so that starting needs no search of the class path; a test holds
/// the list against what is there.
final class Catalogues {
    private static final List<Supplier<Explained[]>> ALL = List.of(
            FrameCode::values,
            IoCode::values,
            DesignCode::values,
            AssignCode::values,
            MatchCode::values,
            NetworkCode::values,
            BalanceCode::values,
            ExposureCode::values,
            ClusteringCode::values,
            ScenarioCode::values,
            PowerCode::values,
            EstimateCode::values,
            StudyCode::values,
            PlanCode::values,
            FormulaCode::values,
            OutcomeCode::values,
            LmCode::values,
            CheckCode::values,
            EquationsCode::values,
            McmcCode::values,
            SamplingCode::values,
            LooCode::values,
            PriorCode::values,
            BayesCode::values,
            AnswerCode::values,
            GlmmCode::values,
            FamilyCode::values,
            LmmCode::values,
            EffectCode::values,
            BootstrapCode::values,
            RandomisationTestCode::values,
            InterferenceCode::values,
            InterferenceTestCode::values,
            SimulationCode::values,
            ImageCode::values,
            ExperimentCode::values,
            CliCode::values);

    private Catalogues() {}

    /// @return every code, errors before diagnostics, each by code
    static List<Explained> all() {
        return ALL.stream()
                .flatMap(catalogue -> Stream.of(catalogue.get()))
                .sorted(java.util.Comparator.comparing(Catalogues::isDiagnostic).thenComparing(Explained::code))
                .toList();
    }

    /// @param code such as `F103` or `singular`; case does not matter
    /// @return its entry
    static Optional<Explained> find(String code) {
        return all().stream()
                .filter(entry -> entry.code().equalsIgnoreCase(code))
                .findFirst();
    }

    /// @param entry an entry
    /// @return whether it is about a result that is there, not an error
    static boolean isDiagnostic(Explained entry) {
        return Character.isLowerCase(entry.code().charAt(0));
    }
}
