package copse.interference;

import copse.error.Diagnostic;
import copse.error.Problem;
import java.util.List;
import java.util.OptionalDouble;

/// What a test in a network found, or why there is none.
public sealed interface NetworkTestAnswer {
    /// @return which test
    NetworkTestKind kind();

    /// @return p-value, if the test could be made
    OptionalDouble p();

    /// @return the answer in a sentence
    String sentence();

    /// @return how it was made, or what stood in the way
    String method();

    /// @return what a reader must know
    List<Diagnostic> diagnostics();

    /// A randomisation test.
    ///
    /// @param kind which test
    /// @param test what it found
    record Randomised(NetworkTestKind kind, NetworkTest test) implements NetworkTestAnswer {
        @Override
        public OptionalDouble p() {
            return OptionalDouble.of(test.p());
        }

        @Override
        public String sentence() {
            return test.sentence();
        }

        @Override
        public String method() {
            return test.method();
        }

        @Override
        public List<Diagnostic> diagnostics() {
            return test.diagnostics();
        }
    }

    /// The comparison of the two effects of a mixed design.
    ///
    /// @param kind which test
    /// @param test what it found
    record Mixture(NetworkTestKind kind, HausmanResult test) implements NetworkTestAnswer {
        @Override
        public OptionalDouble p() {
            return OptionalDouble.of(test.difference().p());
        }

        @Override
        public String sentence() {
            return test.sentence();
        }

        @Override
        public String method() {
            return test.difference().method();
        }

        @Override
        public List<Diagnostic> diagnostics() {
            return test.diagnostics();
        }
    }

    /// A test that cannot be made under the design, or of these data.
    ///
    /// @param kind which test
    /// @param problem why
    record Refused(NetworkTestKind kind, Problem problem) implements NetworkTestAnswer {
        @Override
        public OptionalDouble p() {
            return OptionalDouble.empty();
        }

        @Override
        public String sentence() {
            return "The test of " + kind.label() + " cannot be made: " + problem.what() + ".";
        }

        @Override
        public String method() {
            return "not possible: " + problem.what();
        }

        @Override
        public List<Diagnostic> diagnostics() {
            return List.of();
        }
    }
}
