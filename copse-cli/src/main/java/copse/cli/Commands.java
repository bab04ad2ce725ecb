package copse.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// The commands by name, in the order of the overview. A command is made only when it is asked for: reading the
/// options of all of them would double the time of a short run.
final class Commands {
    static final Map<String, Function<Terminal, Command>> ALL = all();

    private Commands() {}

    /// @param name one of [#ALL]
    /// @param terminal where it prints
    /// @return a new command, which runs once
    static Command make(String name, Terminal terminal) {
        return Objects.requireNonNull(ALL.get(name), name).apply(terminal);
    }

    private static Map<String, Function<Terminal, Command>> all() {
        Map<String, Function<Terminal, Command>> all = new LinkedHashMap<>();
        all.put("demo", DemoCommand::new);
        all.put("describe", DescribeCommand::new);
        all.put("show", ShowCommand::new);
        all.put("assign", AssignCommand::new);
        all.put("enroll", EnrollCommand::new);
        all.put("balance", BalanceCommand::new);
        all.put("power", PowerCommand::new);
        all.put("analyze", AnalyzeCommand::new);
        all.put("network", NetworkCommand::new);
        all.put("fit", FitCommand::new);
        all.put("bayes", BayesCommand::new);
        all.put("compare", CompareCommand::new);
        all.put("predict", PredictCommand::new);
        all.put("plot", PlotCommand::new);
        all.put("simulate", SimulateCommand::new);
        all.put("plan", PlanCommand::new);
        all.put("run", RunCommand::new);
        all.put("rerun", RerunCommand::new);
        all.put("explain", ExplainCommand::new);
        all.put("completion", CompletionCommand::new);
        return all;
    }
}
