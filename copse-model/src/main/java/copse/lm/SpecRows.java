package copse.lm;

import copse.formula.Expr;
import copse.formula.Formula;
import copse.formula.Operator;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.frame.RowSource;
import copse.model.FixedTerm;
import copse.model.Grouping;
import copse.model.ModelRows;
import copse.model.ModelSpec;
import copse.model.Roles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The rows of a table as a formula sees them.
///
/// Groups are added to the formula as random intercepts, so that levels, missing groups and crossed factors are
/// treated as in mixed models.
final class SpecRows implements LmRows {
    /// Rows of a batch: their columns stay in the second-level cache.
    private static final int BATCH = 1 << 13;

    private final Formula formula;
    private final RowSource data;
    private final Roles roles;
    private final ModelSpec spec;

    /// @param formula of the model, maybe with random terms
    /// @param data its rows
    /// @param roles weights, offset, contrasts
    /// @param beside factors that `.` in the formula does not stand for
    SpecRows(Formula formula, RowSource data, Roles roles, List<String> beside) {
        this.data = data;
        this.roles = roles;
        this.formula = formula.hasDot() ? spelledOut(formula, beside) : formula;
        this.spec = ModelSpec.of(this.formula, data, roles);
    }

    // `.` would mean something else with every further group
    private Formula spelledOut(Formula whole, List<String> beside) {
        ModelSpec dotted = ModelSpec.of(with(whole, beside), data, roles);
        StringBuilder text = new StringBuilder(whole.response().orElseThrow().toString())
                .append(" ~ ")
                .append(dotted.hasIntercept() ? 1 : 0);
        for (FixedTerm term : dotted.fixedTerms()) {
            if (!term.variables().isEmpty()) {
                text.append(" + ").append(term.label());
            }
        }
        whole.right().walk(part -> {
            if (part instanceof Expr.Call call && call.function().equals("offset")) {
                text.append(" + ").append(call);
            }
        });
        return Formula.parse(text.toString());
    }

    ModelSpec spec() {
        return spec;
    }

    @Override
    public List<String> names() {
        return spec.fixedNames();
    }

    @Override
    public boolean intercept() {
        return spec.hasIntercept();
    }

    @Override
    public boolean weighted() {
        return spec.hasWeights();
    }

    List<FixedTerm> terms() {
        return spec.fixedTerms();
    }

    @Override
    public Grouped by(List<String> factors) {
        return new GroupedRows(factors.isEmpty() ? spec : ModelSpec.of(with(formula, factors), data, roles), factors);
    }

    private Formula with(Formula base, List<String> factors) {
        List<Expr> parts = new ArrayList<>();
        parts.add(base.right());
        for (String factor : factors) {
            parts.add(Expr.number(1).by(group(factor)));
        }
        return Formula.of(base.response().orElseThrow(), parts.toArray(Expr[]::new));
    }

    // A column may have a colon in its name.
    private List<String> columns(String factor) {
        return data.schema().find(factor).isPresent() ? List.of(factor) : List.of(factor.split(":", -1));
    }

    private Expr group(String factor) {
        Expr group = null;
        for (String column : columns(factor)) {
            Expr name = Expr.name(column);
            group = group == null ? name : group.with(Operator.INTERACTION, name);
        }
        if (group == null) {
            throw new IllegalArgumentException("no group");
        }
        return group;
    }

    private final class GroupedRows implements Grouped {
        private final ModelSpec grouped;
        private final int[] grouping; // of each factor asked for
        private final AtomicLong missing = new AtomicLong();
        private final AtomicLong zeroWeight = new AtomicLong();

        GroupedRows(ModelSpec grouped, List<String> factors) {
            this.grouped = grouped;
            List<Grouping> groupings = grouped.groupings();
            this.grouping = new int[factors.size()];
            for (int f = 0; f < grouping.length; f++) {
                List<String> columns = columns(factors.get(f));
                for (int g = 0; g < groupings.size(); g++) {
                    List<String> own = groupings.get(g).factors();
                    if (own.size() == columns.size() && own.containsAll(columns)) {
                        grouping[f] = g;
                    }
                }
            }
        }

        @Override
        public String label(int factor, long key) {
            return grouped.groupings().get(grouping[factor]).label(key);
        }

        @Override
        public Dropped dropped() {
            return new Dropped(missing.get(), zeroWeight.get());
        }

        @Override
        public Reading open() {
            missing.set(0);
            zeroWeight.set(0);
            RowSource.Chunks chunks = data.open();
            return new Reading() {
                private @Nullable Frame chunk;
                private int at;

                @Override
                public @Nullable Pending next() {
                    while (chunk == null || at >= chunk.rows()) {
                        chunk = chunks.next();
                        at = 0;
                        if (chunk == null) {
                            return null;
                        }
                    }
                    Frame rows = chunk;
                    int from = at;
                    at = Math.min(rows.rows(), from + BATCH);
                    int to = at;
                    return () -> batch(rows.slice(from, to));
                }

                @Override
                public void close() {
                    chunks.close();
                }
            };
        }

        private Batch batch(Frame frame) {
            ModelRows rows = grouped.rows(frame);
            count(frame, rows);
            double[] y = rows.response();
            if (y == null) {
                throw new IllegalStateException("rows without response");
            }
            if (grouped.hasOffset()) {
                y = y.clone();
                for (int i = 0; i < y.length; i++) {
                    y[i] -= rows.offset()[i];
                }
            }
            long[][] keys =
                    Arrays.stream(grouping).mapToObj(g -> rows.keys()[g]).toArray(long[][]::new);
            return new Batch(rows.count(), rows.x(), y, rows.weights(), keys);
        }

        // A row of weight 0 counts as such even if something is missing in it as well.
        private void count(Frame frame, ModelRows rows) {
            long out = (long) frame.rows() - rows.count();
            String weights = roles.weights();
            if (out == 0) {
                return;
            }
            long zero = 0;
            if (weights != null) {
                NumericColumn column = frame.numeric(weights);
                for (int i = 0; i < frame.rows(); i++) {
                    zero += !column.missing().get(i) && column.value(i) == 0 ? 1 : 0;
                }
            }
            zeroWeight.addAndGet(zero);
            missing.addAndGet(out - zero);
        }
    }
}
