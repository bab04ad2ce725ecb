package copse.model;

import copse.formula.Arithmetic;
import java.util.Arrays;

/// Fills numeric slots out of others, one block at a time.
sealed interface Calculation {
    /// @return as printed in the formula
    String label();

    /// @return the first slot it fills
    int target();

    /// @return the number of slots it fills
    int width();

    /// @return slots it reads
    int[] inputs();

    /// @return number of scratch arrays it needs
    int scratch();

    /// @param slots all numeric slots. *Modified* at its targets.
    /// @param codes codes by factor input
    /// @param count number of rows
    /// @param scratch spare arrays. *Modified.*
    void run(double[][] slots, int[][] codes, int count, double[][] scratch);

    /// An expression.
    ///
    /// @param label as printed
    /// @param program compiled
    /// @param inputs slots of its columns
    /// @param target slot it fills
    record Expression(String label, Arithmetic program, int[] inputs, int target) implements Calculation {
        @Override
        public int width() {
            return 1;
        }

        @Override
        public int scratch() {
            return program.scratch();
        }

        @Override
        public void run(double[][] slots, int[][] codes, int count, double[][] scratch) {
            double[][] columns = new double[inputs.length][];
            for (int i = 0; i < inputs.length; i++) {
                columns[i] = slots[inputs[i]];
            }
            program.evaluate(columns, count, slots[target], scratch);
        }
    }

    /// Orthogonal polynomials of a slot.
    ///
    /// @param label as printed
    /// @param polynomial the polynomials
    /// @param input slot of the number
    /// @param target first slot it fills
    record Polynomials(String label, OrthogonalPolynomial polynomial, int input, int target) implements Calculation {
        @Override
        public int width() {
            return polynomial.degree();
        }

        @Override
        public int[] inputs() {
            return new int[] {input};
        }

        @Override
        public int scratch() {
            return 0;
        }

        @Override
        public void run(double[][] slots, int[][] codes, int count, double[][] scratch) {
            polynomial.evaluate(slots[input], count, Arrays.copyOfRange(slots, target, target + width()));
        }
    }

    /// Powers of a slot from 1.
    ///
    /// @param label as printed
    /// @param degree the highest power
    /// @param input slot of the number
    /// @param target first slot it fills
    record Powers(String label, int degree, int input, int target) implements Calculation {
        @Override
        public int width() {
            return degree;
        }

        @Override
        public int[] inputs() {
            return new int[] {input};
        }

        @Override
        public int scratch() {
            return 0;
        }

        @Override
        public void run(double[][] slots, int[][] codes, int count, double[][] scratch) {
            double[] x = slots[input];
            System.arraycopy(x, 0, slots[target], 0, count);
            for (int j = 1; j < degree; j++) {
                double[] power = slots[target + j];
                double[] lower = slots[target + j - 1];
                for (int i = 0; i < count; i++) {
                    power[i] = lower[i] * x[i];
                }
            }
        }
    }

    /// 1 where a factor is at a level, 0 elsewhere.
    ///
    /// @param label as printed
    /// @param factor index of a factor input
    /// @param level the code that counts
    /// @param target slot it fills
    record Indicator(String label, int factor, int level, int target) implements Calculation {
        @Override
        public int width() {
            return 1;
        }

        @Override
        public int[] inputs() {
            return new int[0];
        }

        @Override
        public int scratch() {
            return 0;
        }

        @Override
        public void run(double[][] slots, int[][] codes, int count, double[][] scratch) {
            double[] into = slots[target];
            int[] own = codes[factor];
            for (int i = 0; i < count; i++) {
                into[i] = own[i] == level ? 1 : 0;
            }
        }
    }
}
