package copse.formula;

import java.util.List;
import java.util.stream.Collectors;

/// A product of variables: a main effect if there is one, an interaction if there are several.
///
/// @param variables columns or calls, in order of their first appearance in the formula; at least one
public record Term(List<Expr> variables) {
    /// @param variables columns or calls
    public Term {
        variables = List.copyOf(variables);
    }

    /// @return as R prints it: `a`, `a:log(x)`
    public String label() {
        return variables.stream().map(Expr::toString).collect(Collectors.joining(":"));
    }

    @Override
    public String toString() {
        return label();
    }
}
