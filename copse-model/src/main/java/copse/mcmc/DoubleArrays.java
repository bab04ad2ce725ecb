package copse.mcmc;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Arrays of numbers, written as their length and their numbers.
final class DoubleArrays {
    private DoubleArrays() {}

    static void write(double[] numbers, DataOutput out) throws IOException {
        out.writeInt(numbers.length);
        for (double number : numbers) {
            out.writeDouble(number);
        }
    }

    static double[] read(DataInput in) throws IOException {
        double[] numbers = new double[in.readInt()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readDouble();
        }
        return numbers;
    }
}
