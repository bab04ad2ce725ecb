package copse.report.trial;

import copse.balance.CovariateBalance;
import copse.design.Clustered;
import copse.design.Crossover;
import copse.design.Design;
import copse.design.GramSchmidtWalk;
import copse.design.Rerandomised;
import copse.design.SteppedWedge;
import copse.estimate.Hypothesis;
import copse.estimate.Question;
import copse.plan.Role;
import copse.power.Answer;
import copse.power.Choice;
import copse.record.Version;
import copse.report.BayesResult;
import copse.report.DesignWords;
import copse.report.Numbers;
import copse.report.PowerReport;
import copse.study.Attempt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What was done, in the sentences of a paper, with the works it rests on: built from what was done, not from
/// what was meant to be.
final class Methods {
    /// Digits of a fingerprint in running text: enough to tell two apart.
    private static final int DIGEST = 12;

    private final Writer writer;
    private final List<String> sentences = new ArrayList<>();
    private final Set<Citation> citations = new TreeSet<>();

    private Methods(Writer writer) {
        this.writer = writer;
    }

    static Methods of(Writer writer) {
        Methods methods = new Methods(writer);
        methods.design();
        methods.size();
        methods.balance();
        methods.primary();
        methods.test();
        methods.others();
        methods.posterior();
        methods.closing();
        return methods;
    }

    /// @return the paragraph
    String text() {
        return String.join(writer.say("space"), sentences);
    }

    /// @return what it cites, by author
    List<Citation> citations() {
        return List.copyOf(citations);
    }

    private void say(List<Citation> cited, String key, Object... arguments) {
        String sentence = writer.say(key, arguments);
        citations.addAll(cited);
        // several comparisons share their covariates
        if (cited.isEmpty() && sentences.contains(sentence)) {
            return;
        }
        if (cited.isEmpty()) {
            sentences.add(sentence);
            return;
        }
        String marks = cited.stream()
                .distinct()
                .map(work -> work.mark(writer.say("methods.and"), writer.say("methods.others")))
                .collect(Collectors.joining(writer.say("methods.between")));
        String end = writer.say("methods.end");
        sentences.add(
                sentence.substring(0, sentence.length() - end.length()) + writer.say("methods.marks", marks) + end);
    }

    private void design() {
        Design design = Design.parse(writer.report().assignment().design());
        List<Citation> cited = new ArrayList<>();
        if (writer.report().flow().clustered()) {
            cited.add(Citation.CAMPBELL_2012);
        }
        cited.addAll(works(design));
        say(
                cited,
                writer.report().flow().clustered() ? "methods.design.clusters" : "methods.design.units",
                Numbers.count(writer.report().flow().randomised().randomised()),
                writer.report().flow().unit(),
                writer.list(writer.report().flow().arms().stream()
                        .map(arm ->
                                arm.arm() + " (" + Numbers.count(arm.allocated().randomised()) + ")")
                        .toList()));
        sentences.add(DesignWords.of(design, writer.language()));
        String digest = writer.report().assignment().digests().assignment();
        say(
                List.of(),
                "methods.assignment",
                writer.report().assignment().version(),
                Long.toString(writer.report().assignment().seed()),
                digest.substring(0, Math.min(DIGEST, digest.length())));
    }

    private static List<Citation> works(Design design) {
        return switch (design) {
            case Clustered(String _, Design inner) -> works(inner);
            case Rerandomised screened ->
                Stream.concat(Stream.of(Citation.MORGAN_2012), works(screened.base()).stream())
                        .toList();
            case GramSchmidtWalk _ -> List.of(Citation.HARSHAW_2024);
            case SteppedWedge _ -> List.of(Citation.HUSSEY_2007, Citation.HOOPER_2016);
            case Crossover _ -> List.of(Citation.HOOPER_2016);
            default -> List.of();
        };
    }

    private void size() {
        writer.report().sizing().ifPresent(sizing -> {
            PowerReport.Row row = sizing.asked();
            if (row.answer() instanceof Answer.Found(Choice choice, OptionalDouble _)) {
                say(
                        choice.trial().size() > 1 ? List.of(Citation.RUTTERFORD_2015) : List.of(),
                        "methods.size",
                        SizeSection.found(writer, row.power(), choice.strength()),
                        writer.saying(row.power().rule().label()));
            }
        });
    }

    private void balance() {
        writer.report()
                .balance()
                .ifPresent(balance -> say(
                        balance.omnibus().isPresent()
                                ? List.of(Citation.AUSTIN_2009, Citation.HANSEN_2008)
                                : List.of(Citation.AUSTIN_2009),
                        balance.omnibus().isPresent() ? "methods.balance.all" : "methods.balance"));
    }

    private void primary() {
        writer.answers(Role.PRIMARY).forEach(answer -> {
            Question question = answer.question();
            say(
                    works(answer.primary().method()),
                    "methods.primary",
                    question.outcome(),
                    writer.saying(answer.primary().estimand()),
                    writer.saying(answer.primary().method()));
            if (!question.covariates().isEmpty()) {
                covariates(question.covariates());
            }
        });
        writer.first().analysis().formula().ifPresent(formula -> say(List.of(), "methods.formula", formula));
    }

    /// That it was measured before the assignment is known of a column of the randomised units alone, which
    /// balance was looked at in.
    private void covariates(List<String> names) {
        List<String> units = writer.report().balance().stream()
                .flatMap(balance -> balance.covariates().stream())
                .map(CovariateBalance::covariate)
                // factors are compared level by level
                .map(name -> name.replaceFirst("(\\[| = |: ).*", ""))
                .toList();
        List<String> before = names.stream().filter(units::contains).toList();
        List<String> others =
                names.stream().filter(name -> !units.contains(name)).toList();
        if (!before.isEmpty()) {
            say(List.of(), "methods.covariates", writer.list(before));
        }
        if (!others.isEmpty()) {
            say(List.of(), "methods.covariates.outcomes", writer.list(others));
        }
    }

    /// Works behind a method, by the words in which it tells itself.
    private static List<Citation> works(String method) {
        List<Citation> works = new ArrayList<>();
        boolean generalised = method.contains("logistic mixed") || method.contains("Poisson mixed");
        add(works, generalised, Citation.BRESLOW_1993);
        add(works, method.contains("mixed model") && !generalised, Citation.BATES_2015);
        add(works, method.contains("Kenward-Roger"), Citation.KENWARD_1997);
        add(works, method.contains("GEE"), Citation.LIANG_1986, Citation.KAUERMANN_2001);
        add(works, method.contains("CR2"), Citation.PUSTEJOVSKY_2018);
        add(
                works,
                method.contains("Satterthwaite") && !method.contains("CR2") && !method.contains("GEE"),
                Citation.SATTERTHWAITE_1946);
        add(works, method.contains("Lin"), Citation.LIN_2013);
        add(works, method.contains("CUPED"), Citation.DENG_2013);
        add(works, method.contains("randomisation test") || method.contains("Neyman"), Citation.IMBENS_2015);
        add(works, method.contains("Welch"), Citation.WELCH_1947);
        add(works, method.contains("wild"), Citation.CAMERON_2008);
        add(works, method.contains("cluster bootstrap") && !method.contains("wild"), Citation.DAVISON_1997);
        add(works, method.contains("pairs"), Citation.IMAI_2009);
        add(works, method.contains("means of clusters"), Citation.HAYES_2017);
        return works;
    }

    private static void add(List<Citation> works, boolean used, Citation... these) {
        if (used) {
            works.addAll(List.of(these));
        }
    }

    private void test() {
        Question question = writer.primary().question();
        String alpha = Numbers.brief(1 - writer.primary().primary().level(), 3);
        String level = Numbers.level(writer.primary().primary().interval().level());
        Hypothesis hypothesis = question.hypothesis();
        List<Citation> works = switch (hypothesis) {
            case Hypothesis.Equivalence _ -> List.of(Citation.SCHUIRMANN_1987, Citation.PIAGGIO_2012);
            case Hypothesis.NonInferiority _ -> List.of(Citation.PIAGGIO_2012);
            case Hypothesis.Equality _, Hypothesis.Superiority _ -> List.of();
        };
        say(
                works,
                "methods.test." + ClaimMargins.key(hypothesis),
                alpha,
                level,
                AnswerSection.margins(writer, writer.primary()));
        Stream.of(Role.PRIMARY, Role.SECONDARY)
                .flatMap(role -> writer.findings(role).stream())
                .forEach(finding -> finding.adjustment()
                        .ifPresent(method -> say(
                                adjustment(method),
                                "methods.family",
                                Integer.toString(finding.analysis().answers().size()),
                                writer.saying(method))));
        writer.first()
                .matters()
                .ifPresent(smallest -> say(
                        List.of(Citation.ALTMAN_1995),
                        "methods.smallest",
                        AnswerSection.amount(writer, writer.primary(), smallest)));
    }

    private static List<Citation> adjustment(String method) {
        return switch (method) {
            case "Holm" -> List.of(Citation.HOLM_1979);
            case "Bonferroni" -> List.of(Citation.DUNN_1961);
            case "Šidák" -> List.of(Citation.SIDAK_1967);
            case "Benjamini-Hochberg" -> List.of(Citation.BENJAMINI_1995);
            default -> method.startsWith("Dunnett") ? List.of(Citation.DUNNETT_1955) : List.of();
        };
    }

    private void others() {
        List<Attempt.Done> done = writer.primary().sensitivity().stream()
                .filter(Attempt.Done.class::isInstance)
                .map(Attempt.Done.class::cast)
                .toList();
        if (!done.isEmpty()) {
            say(
                    done.stream()
                            .flatMap(attempt -> works(attempt.effect().method()).stream())
                            .distinct()
                            .toList(),
                    "methods.others-beside",
                    done.stream()
                            .map(attempt -> writer.saying(attempt.name()))
                            .collect(Collectors.joining(writer.say("methods.list"))));
        }
        if (writer.primary().bounds().isPresent()) {
            say(List.of(Citation.LEE_2009), "methods.missing");
        }
        left();
        double target = SizeSection.target(writer.report().sizing());
        if (Detectable.distance(writer.primary().primary(), target).isPresent()) {
            say(List.of(Citation.HOENIG_2001), "methods.detectable");
        }
    }

    /// Rows of all arms that have an outcome and are not in the analysis: arms that several comparisons share
    /// count once.
    private void left() {
        Map<String, Long> rows = new LinkedHashMap<>();
        String outcome = writer.primary().question().outcome();
        List<copse.study.Answer> answers = writer.answers(Role.PRIMARY).stream()
                .filter(answer -> answer.question().outcome().equals(outcome))
                .toList();
        answers.forEach(answer -> rows.putAll(answer.sample().left()));
        long left = rows.values().stream().mapToLong(Long::longValue).sum();
        if (left > 0) {
            String needed = writer.primary().question().covariates().stream()
                    .collect(Collectors.joining(writer.say("methods.or")));
            say(List.of(), "methods.left", Numbers.count(left), needed);
        }
    }

    private void posterior() {
        writer.report().posterior().ifPresent(posterior -> {
            BayesResult result = posterior.result();
            say(
                    List.of(Citation.HOFFMAN_2014, Citation.VEHTARI_2021),
                    "methods.posterior",
                    result.model().formula(),
                    writer.list(result.priors().stream()
                            .map(prior -> writer.saying(prior.parameter()) + " " + prior.prior())
                            .distinct()
                            .toList()),
                    Integer.toString(result.sampler().chains()),
                    Numbers.count(result.sampler().draws()),
                    Numbers.count(result.sampler().warmup()));
        });
    }

    private void closing() {
        int deviations = writer.deviations().size();
        if (!writer.report().planned().isEmpty()) {
            say(List.of(), deviations == 0 ? "methods.as-planned" : "methods.deviations", Numbers.count(deviations));
        }
        String version = writer.report().steps().isEmpty()
                ? Version.copse()
                : writer.report().steps().getLast().record().version();
        say(List.of(), "methods.software", version);
    }
}
