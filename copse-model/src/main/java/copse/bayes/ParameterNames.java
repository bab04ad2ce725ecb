package copse.bayes;

import copse.model.Grouping;
import copse.model.RandomTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Names of the parameters that are kept, in their order.
final class ParameterNames {
    private ParameterNames() {}

    static List<String> of(BayesModel model, CentredColumns columns, Map<String, CentredColumns> parts) {
        List<String> names = new ArrayList<>(columns.names());
        if (model.reportsCentered()) {
            names.add(BayesModel.CENTERED);
        }
        names.addAll(model.groupMeans().keySet());
        for (Grouping grouping : model.spec().groupings()) {
            for (RandomTerm term : grouping.terms()) {
                term.columns().forEach(column -> names.add(BayesModel.sd(grouping.name(), column)));
            }
        }
        for (Grouping grouping : model.spec().groupings()) {
            for (RandomTerm term : grouping.terms()) {
                for (int j = 0; j < term.columns().size(); j++) {
                    for (int i = j + 1; i < term.columns().size(); i++) {
                        names.add(BayesModel.correlation(
                                grouping.name(),
                                term.columns().get(j),
                                term.columns().get(i)));
                    }
                }
            }
        }
        for (String name : List.of(model.scaleName(), BayesModel.DF)) {
            if (model.hasPrior(name)) {
                names.add(name);
            }
        }
        parts.forEach((part, own) -> own.names().forEach(column -> names.add(BayesModel.coefficient(part, column))));
        return List.copyOf(names);
    }
}
