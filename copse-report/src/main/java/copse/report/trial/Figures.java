package copse.report.trial;

import copse.balance.Balance;
import copse.report.FitResult;
import copse.report.Part;
import copse.study.Answer;
import java.util.List;

/// The pictures of a report.
final class Figures {
    private Figures() {}

    static List<Part> answer(Writer writer) {
        return List.of();
    }

    static List<Part> flow(Writer writer) {
        return List.of();
    }

    static List<Part> balance(Writer writer, Balance balance) {
        return List.of();
    }

    static List<Part> methods(Writer writer, Finding finding, Answer answer) {
        return List.of();
    }

    static List<Part> outcomes(Writer writer) {
        return List.of();
    }

    static List<Part> model(Writer writer, FitResult fit) {
        return List.of();
    }

    static List<Part> posterior(Writer writer, Posterior posterior) {
        return List.of();
    }

    static List<Part> power(Writer writer, Sizing sizing) {
        return List.of();
    }
}
