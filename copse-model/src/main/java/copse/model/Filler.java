package copse.model;

import copse.error.FormulaException;
import copse.error.InputException;
import copse.error.Problem;
import copse.error.Suggestion;
import copse.formula.FormulaCode;
import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Fills blocks from rows according to a [Layout].
///
/// Plain numeric columns stay where they are, in a slot that is the column of X, of Z or the response at the
/// same time; only what something is calculated from is copied. Rows with missing values are squeezed out of
/// slots and codes before anything is calculated.
final class Filler {
    private final Layout layout;
    private final List<String> variables;
    /// Per variable its slot, or -1.
    private final int[] slotOf;
    /// Per variable its factor input, or -1.
    private final int[] factorOf;
    /// Slots that X, the Zs, further predictors and offsets need.
    private final boolean[] forPredictors;
    /// Slots that the response, its trials and the weights need.
    private final boolean[] forOutcome;
    /// Per factor input whether a predictor or a group needs it.
    private final boolean[] predicting;
    /// Slots that are calculated or that something is calculated from.
    private final boolean[] buffered;

    Filler(Layout layout) {
        this.layout = layout;
        Set<String> names = new LinkedHashSet<>(layout.raw);
        layout.factors.forEach(factor -> names.add(factor.column()));
        this.variables = List.copyOf(names);
        this.slotOf = variables.stream().mapToInt(layout.raw::indexOf).toArray();
        List<String> factors = layout.factors.stream().map(FactorInput::column).toList();
        this.factorOf = variables.stream().mapToInt(factors::indexOf).toArray();
        this.forPredictors = neededBy(predictorSlots());
        this.forOutcome = neededBy(outcomeSlots());
        this.predicting = predicting();
        this.buffered = buffered();
    }

    private boolean[] buffered() {
        boolean[] array = new boolean[layout.slots];
        Arrays.fill(array, layout.raw.size(), array.length, true);
        for (Calculation calculation : layout.calculations) {
            for (int input : calculation.inputs()) {
                array[input] = true;
            }
        }
        for (DesignColumn column : designColumns()) {
            if (!column.isPlain()) {
                column.numericSlots().forEach(slot -> array[slot] = true);
            }
        }
        for (int offset : layout.offsets) {
            array[offset] = true;
        }
        if (layout.weight >= 0) {
            array[layout.weight] = true;
        }
        if (layout.trials >= 0) {
            array[layout.trials] = true;
        }
        return array;
    }

    private List<DesignColumn> designColumns() {
        List<DesignColumn> columns = new ArrayList<>(layout.x);
        layout.z.forEach(columns::addAll);
        layout.parts.values().forEach(columns::addAll);
        return columns;
    }

    private boolean[] predicting() {
        boolean[] needed = new boolean[layout.factors.size()];
        for (DesignColumn column : designColumns()) {
            for (DesignColumn.Part part : column.parts()) {
                if (part instanceof DesignColumn.Coded(int factor, double[] _)) {
                    needed[factor] = true;
                }
            }
        }
        layout.keys.forEach(key -> Arrays.stream(key).forEach(factor -> needed[factor] = true));
        return needed;
    }

    private IntStream predictorSlots() {
        return IntStream.concat(
                designColumns().stream().flatMapToInt(DesignColumn::numericSlots), Arrays.stream(layout.offsets));
    }

    private IntStream outcomeSlots() {
        return IntStream.of(layout.response, layout.trials, layout.weight).filter(slot -> slot >= 0);
    }

    /// @param slots what is wanted
    /// @return per slot whether it is wanted, or something wanted is calculated from it
    private boolean[] neededBy(IntStream slots) {
        boolean[] needed = new boolean[layout.slots];
        slots.forEach(slot -> needed[slot] = true);
        for (Calculation calculation : layout.calculations.reversed()) {
            if (needs(calculation, needed)) {
                for (int input : calculation.inputs()) {
                    needed[input] = true;
                }
            }
        }
        return needed;
    }

    private static boolean needs(Calculation calculation, boolean[] needed) {
        return IntStream.range(calculation.target(), calculation.target() + calculation.width())
                .anyMatch(slot -> needed[slot]);
    }

    List<String> variables() {
        return variables;
    }

    Block newBlock(int capacity) {
        Numbers.Slot[] numbers = new Numbers.Slot[layout.slots];
        Arrays.setAll(numbers, slot -> new Numbers.Slot(capacity, !buffered[slot]));
        double[][] slots = Arrays.stream(numbers).map(Numbers.Slot::buffer).toArray(double[][]::new);
        int[][] codes = new int[layout.factors.size()][capacity];
        int scratch = layout.calculations.stream()
                .mapToInt(Calculation::scratch)
                .max()
                .orElse(0);
        Map<String, Numbers> byName = new HashMap<>();
        Function<DesignColumn, Numbers> place = column -> byName.computeIfAbsent(column.name(), _ -> {
            if (column.parts().isEmpty()) {
                return new Numbers.One();
            }
            return column.isPlain()
                    ? numbers[((DesignColumn.Numeric) column.parts().getFirst()).slot()]
                    : new Numbers.Product(column, slots, codes);
        });
        Numbers[] x = layout.x.stream().map(place).toArray(Numbers[]::new);
        Numbers[][] z = layout.z.stream()
                .map(columns -> columns.stream().map(place).toArray(Numbers[]::new))
                .toArray(Numbers[][]::new);
        int[][] grouped = layout.keys.stream()
                .flatMapToInt(Arrays::stream)
                .distinct()
                .mapToObj(factor -> codes[factor])
                .toArray(int[][]::new);
        Map<String, Numbers[]> parts = new LinkedHashMap<>();
        layout.parts.forEach(
                (name, columns) -> parts.put(name, columns.stream().map(place).toArray(Numbers[]::new)));
        boolean offset = layout.offsets.length > 0;
        Numbers.Slot response = numbers[layout.response];
        return new Block(
                capacity,
                x,
                response,
                offset ? new Numbers.Slot(capacity, false) : response,
                layout.weight < 0 ? null : slots[layout.weight],
                offset ? new double[capacity] : null,
                z,
                parts,
                new Runs(capacity, z.length, grouped.length),
                variables.size(),
                new Block.Workspace(
                        capacity, numbers, slots, codes, grouped, new double[scratch][capacity], variables.size()));
    }

    /// What is to be filled.
    enum Wanted {
        /// X, the Zs, further predictors, groups and offset.
        PREDICTORS,
        /// Response, trials and weights; predictors as far as they are read, not calculated.
        OUTCOME,
        /// Everything.
        ALL;

        boolean outcome() {
            return this != PREDICTORS;
        }

        boolean predictors() {
            return this != OUTCOME;
        }
    }

    /// Loads rows, squeezes out the incomplete ones and calculates.
    void fill(Frame rows, int from, int to, Block block, Wanted wanted) {
        int offered = to - from;
        if (offered > block.capacity) {
            throw new IllegalArgumentException(offered + " rows for a block of " + block.capacity);
        }
        Block.Workspace work = block.workspace;
        boolean leaveOut = load(rows, from, offered, work, wanted.outcome());
        double[] weights = wanted.outcome() && layout.weight >= 0 ? work.slots[layout.weight] : null;
        if (weights != null) {
            leaveOut |= anyZero(weights, offered);
        }
        int count = offered;
        if (leaveOut) {
            count = complete(from, offered, block, weights);
            squeeze(from, count, block, wanted.outcome());
        }
        block.first = from;
        block.chosen = leaveOut;
        block.rows = count;
        block.seenRows += offered;
        checkLevels(rows, block, wanted == Wanted.OUTCOME);
        calculate(block, wanted);
        if (wanted.predictors()) {
            cutRuns(block);
            offsets(block, wanted.outcome());
        }
        if (weights != null) {
            checkWeights(weights, block);
        }
    }

    /// Calculates the predictors of rows that have been loaded before by [Wanted#OUTCOME]. Columns that nothing
    /// is calculated from are not touched.
    ///
    /// @param raw their predictors
    /// @param from first row
    /// @param to one past the last
    void fill(RawPredictors raw, int from, int to, Block block) {
        int n = to - from;
        for (int s = 0; s < raw.slots().length; s++) {
            if (buffered[raw.slots()[s]]) {
                block.workspace.numbers[raw.slots()[s]].load(raw.numbers()[s], from, n);
            }
        }
        for (int f = 0; f < raw.factors().length; f++) {
            System.arraycopy(raw.codes()[f], from, block.workspace.codes[raw.factors()[f]], 0, n);
        }
        System.arraycopy(raw.row(), from, block.source, 0, n);
        block.chosen = true;
        block.rows = n;
        calculate(block, Wanted.PREDICTORS);
        cutRuns(block);
        offsets(block, false);
    }

    /// @return the raw slots that predictors need
    int[] predictorInputs() {
        return IntStream.range(0, layout.raw.size())
                .filter(slot -> forPredictors[slot])
                .toArray();
    }

    /// @return the factor inputs that predictors and groups need
    int[] predictorFactors() {
        return IntStream.range(0, predicting.length)
                .filter(factor -> predicting[factor])
                .toArray();
    }

    /// @return whether any value is missing
    private boolean load(Frame rows, int from, int count, Block.Workspace work, boolean withOutcome) {
        boolean anyMissing = false;
        for (int v = 0; v < variables.size(); v++) {
            String name = variables.get(v);
            int slot = slotOf[v];
            int factor = factorOf[v];
            work.missing[v] = null;
            boolean asNumber = slot >= 0 && (withOutcome || forPredictors[slot]);
            boolean asFactor = factor >= 0 && (withOutcome || predicting[factor]);
            if (!asNumber && !asFactor) {
                continue;
            }
            Column column = rows.find(name).orElseThrow(() -> absent(name, rows));
            if (asNumber) {
                work.numbers[slot].load(name, column, from, count);
            }
            if (asFactor) {
                work.unknown[factor] = layout.factors
                        .get(factor)
                        .load(column, from, count, work.codes[factor], work.recodings[factor]);
            }
            Mask missing = column.missing();
            if (!missing.isEmpty()) {
                work.missing[v] = missing;
                anyMissing = true;
            }
        }
        return anyMissing;
    }

    private static FormulaException absent(String name, Frame rows) {
        return FormulaCode.UNKNOWN_COLUMN.at(
                "no column `" + name + "` in the data, which the model uses",
                "the data has " + String.join(", ", rows.names()),
                Suggestion.didYouMean(name, rows.names(), "add the column"),
                null);
    }

    /// Notes the complete rows in the block's source and counts the others.
    private static int complete(int from, int offered, Block block, double @Nullable [] weights) {
        @Nullable Mask[] masks = block.workspace.missing;
        boolean[] drop = block.workspace.drop;
        Arrays.fill(drop, 0, offered, false);
        for (int v = 0; v < masks.length; v++) {
            Mask mask = masks[v];
            if (mask != null) {
                for (int i = 0; i < offered; i++) {
                    if (mask.get(from + i)) {
                        block.droppedByColumn[v]++;
                        drop[i] = true;
                    }
                }
            }
        }
        int count = 0;
        for (int i = 0; i < offered; i++) {
            if (drop[i]) {
                block.droppedRows++;
            } else if (weights != null && weights[i] == 0) {
                block.zeroWeightRows++;
            } else {
                block.source[count++] = from + i;
            }
        }
        return count;
    }

    private void squeeze(int from, int count, Block block, boolean withOutcome) {
        int[] source = block.source;
        if (count == 0 || source[count - 1] == from + count - 1) {
            return; // nothing missing before the last complete row
        }
        for (int slot = 0; slot < layout.raw.size(); slot++) {
            if (withOutcome || forPredictors[slot]) {
                block.workspace.numbers[slot].keep(source, count);
            }
        }
        for (int[] codes : block.workspace.codes) {
            for (int i = 0; i < count; i++) {
                codes[i] = codes[source[i] - from];
            }
        }
    }

    /// @param all whether groups must be known too
    private void checkLevels(Frame rows, Block block, boolean all) {
        for (int f = 0; f < layout.factors.size(); f++) {
            FactorInput factor = layout.factors.get(f);
            if (!(all || factor.fixed()) || !block.workspace.unknown[f]) {
                continue;
            }
            int[] codes = block.workspace.codes[f];
            int lowest = 0;
            for (int i = 0; i < block.rows; i++) {
                lowest = Math.min(lowest, codes[i]);
            }
            if (lowest < 0) {
                int i = 0;
                while (codes[i] >= 0) {
                    i++;
                }
                String label = rows.find(factor.column()).orElseThrow().text(block.row(i));
                throw FormulaCode.UNSEEN_LEVEL.at(
                        "row " + block.number(i) + ": `" + factor.column() + "` is `" + label
                                + "`, a level that the model has not seen",
                        "it knows " + String.join(", ", factor.levels().labels()),
                        "leave such rows out, or fit with data that have the level",
                        null);
            }
        }
    }

    private void calculate(Block block, Wanted wanted) {
        Block.Workspace work = block.workspace;
        for (Calculation calculation : layout.calculations) {
            boolean needed = wanted.predictors() && needs(calculation, forPredictors)
                    || wanted.outcome() && needs(calculation, forOutcome);
            if (!needed) {
                continue;
            }
            calculation.run(work.slots, work.codes, block.rows, work.scratch);
            for (int k = 0; k < calculation.width(); k++) {
                checkFinite(calculation, work.slots[calculation.target() + k], block);
            }
        }
    }

    private void checkFinite(Calculation calculation, double[] values, Block block) {
        for (int i = 0; i < block.rows; i++) {
            if (!Double.isFinite(values[i])) {
                List<String> names = new ArrayList<>();
                List<double[]> inputs = new ArrayList<>();
                for (int slot : calculation.inputs()) {
                    if (slot < layout.raw.size()) {
                        names.add(layout.raw.get(slot));
                        inputs.add(block.workspace.slots[slot]);
                    }
                }
                String where = "row " + block.number(i) + ": ";
                throw Finite.problem(values[i], where, calculation.label(), names, inputs.toArray(double[][]::new), i);
            }
        }
    }

    private void cutRuns(Block block) {
        Block.Workspace work = block.workspace;
        Runs runs = block.runs;
        runs.cut(work.grouped, block.rows);
        for (int g = 0; g < layout.keys.size(); g++) {
            Arrays.fill(runs.key[g], 0, runs.count, 0);
            for (int factor : layout.keys.get(g)) {
                refine(
                        runs.key[g],
                        runs,
                        work.codes[factor],
                        layout.factors.get(factor).levels().size());
            }
        }
    }

    private static void refine(long[] key, Runs runs, int[] codes, int levels) {
        int[] start = runs.start;
        for (int run = 0; run < runs.count; run++) {
            int code = codes[start[run]];
            key[run] = code < 0 || key[run] < 0 ? -1 : key[run] * levels + code;
        }
    }

    private void offsets(Block block, boolean withOutcome) {
        double[] offset = block.offset;
        if (offset == null) {
            return;
        }
        int n = block.rows;
        System.arraycopy(block.workspace.slots[layout.offsets[0]], 0, offset, 0, n);
        for (int o = 1; o < layout.offsets.length; o++) {
            double[] more = block.workspace.slots[layout.offsets[o]];
            for (int i = 0; i < n; i++) {
                offset[i] += more[i];
            }
        }
        if (withOutcome && block.y instanceof Numbers.Slot own) {
            double[] y = own.buffer();
            block.response.read(n, 0, y);
            for (int i = 0; i < n; i++) {
                y[i] -= offset[i];
            }
        }
    }

    private static boolean anyZero(double[] weights, int count) {
        boolean any = false;
        for (int i = 0; i < count; i++) {
            any |= weights[i] == 0;
        }
        return any;
    }

    private void checkWeights(double[] weights, Block block) {
        for (int i = 0; i < block.rows; i++) {
            if (!(weights[i] > 0) || Double.isInfinite(weights[i])) {
                throw new InputException(new Problem(
                        FormulaCode.WEIGHT.code(),
                        "row " + block.number(i) + ": the weight is " + NumericColumn.format(weights[i]),
                        "weights are positive numbers",
                        "leave such rows out: `--where '" + layout.raw.get(layout.weight) + " > 0'`"));
            }
        }
    }
}
