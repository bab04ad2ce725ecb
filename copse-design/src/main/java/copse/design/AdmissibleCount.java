package copse.design;

import java.math.BigDecimal;

/// The number of assignments that a design can draw.
///
/// @param value the number, whole if the basis is exact
/// @param basis how it is known
public record AdmissibleCount(BigDecimal value, Basis basis) {}
