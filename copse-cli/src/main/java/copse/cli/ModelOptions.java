package copse.cli;

import copse.lmm.Estimator;
import copse.model.Roles;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is fitted beside the formula.
final class ModelOptions {
    @Option(names = "--reml", description = "Restricted maximum likelihood (default).")
    private boolean reml;

    @Option(names = "--ml", description = "Maximum likelihood.")
    private boolean ml;

    @Option(names = "--weights", paramLabel = "COL", description = "Weights: the variance of a row is σ² / weight.")
    private @Nullable String weights;

    @Option(names = "--offset", paramLabel = "COL", description = "A column that is added with coefficient 1.")
    private @Nullable String offset;

    /// @throws UsageException if options do not go together
    void check() {
        if (reml && ml) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "both --reml and --ml were given",
                    "a fit maximises one of them",
                    "leave one out");
        }
    }

    /// @return what a linear model maximises
    Estimator estimator() {
        return ml ? Estimator.ML : Estimator.REML;
    }

    /// @return columns of weights and offset
    Roles roles() {
        return Roles.defaults().withWeights(weights).withOffset(offset);
    }

    /// @return columns that are needed beside the formula's
    List<String> columns() {
        return Stream.of(weights, offset).filter(Objects::nonNull).toList();
    }
}
