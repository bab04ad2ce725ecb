package copse.exposure;

import java.util.Optional;

/// Two conditions that are compared.
///
/// @param condition index of one among [Exposure#conditions()]
/// @param reference index of the other, with which it is compared
public record Contrast(int condition, int reference) {
    static Optional<Contrast> total(Exposure exposure) {
        return switch (exposure) {
            case Exposure.Own _ -> Optional.empty();
            case Exposure.Full _, Exposure.Fraction _, Exposure.KHop _ ->
                Optional.of(new Contrast(Exposure.TREATED, Exposure.CONTROL));
            case Exposure.Share _, Exposure.Count _ ->
                Optional.of(new Contrast(exposure.conditions().size() - 1, 0));
            case Exposure.FourWay _ -> Optional.of(new Contrast(0, 3));
        };
    }

    static Optional<Contrast> direct(Exposure exposure) {
        return switch (exposure) {
            case Exposure.Own _ -> Optional.of(new Contrast(Exposure.TREATED, Exposure.CONTROL));
            case Exposure.Full _, Exposure.Fraction _, Exposure.KHop _ -> Optional.empty();
            case Exposure.Share _, Exposure.Count _ ->
                Optional.of(new Contrast(exposure.conditions().size() / 2, 0));
            case Exposure.FourWay _ -> Optional.of(new Contrast(1, 3));
        };
    }

    static Optional<Contrast> spillover(Exposure exposure) {
        return switch (exposure) {
            case Exposure.Own _, Exposure.Full _, Exposure.Fraction _, Exposure.KHop _ -> Optional.empty();
            case Exposure.Share _, Exposure.Count _ ->
                Optional.of(new Contrast(exposure.conditions().size() / 2 - 1, 0));
            case Exposure.FourWay _ -> Optional.of(new Contrast(2, 3));
        };
    }
}
