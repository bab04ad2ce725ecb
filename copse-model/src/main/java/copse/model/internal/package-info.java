/// Linear algebra that linear and generalised mixed models share: the penalised system of random effects, its
/// factor and the parts of its inverse that derivatives need.
///
/// - [copse.model.internal.Structure] and [copse.model.internal.SystemValues]: pattern and numbers of the
///   system;
/// - [copse.model.internal.BlockCholesky]: its factor;
/// - [copse.model.internal.SelectedInverse]: its inverse where the factor has entries;
/// - [copse.model.internal.CovarianceTemplate]: how θ fills Λ;
/// - [copse.model.internal.Standardised]: coordinates in which no column is large, small or nearly aliased;
/// - [copse.model.internal.Descent], [copse.model.internal.Bfgs], [copse.model.internal.Vectors]: searches and
///   what they are made of.
@NullMarked
package copse.model.internal;

import org.jspecify.annotations.NullMarked;
