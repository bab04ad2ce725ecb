package copse.cli;

import copse.assign.AssignmentRecord;
import copse.plan.Plan;
import copse.plan.PlanChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The plan that an experiment goes by. Until arms are handed out it is the one in the plan file; from then on
/// it is the plan as it was at that moment, with what was taken over since.
///
/// @param assigning the plan by which arms are handed out
/// @param plan the plan in force
/// @param ignored in what the plan file says something else than the plan in force
record PlanInForce(Plan assigning, Plan plan, List<PlanChange> ignored) {
    /// Name of the option of a record that holds the fingerprint of the plan.
    static final String OPTION = "plan";

    /// Copies the list.
    PlanInForce {
        ignored = List.copyOf(ignored);
    }

    /// @param folder of the experiment
    /// @param given the plan in the plan file
    /// @param text of the plan file
    /// @return the plan in force
    /// @throws copse.error.PlanException `P162` if the plan of the arms is not there any more
    static PlanInForce of(ExperimentFolder folder, Plan given, String text) throws IOException {
        if (!folder.isAssigned()) {
            return new PlanInForce(given, given, List.of());
        }
        AssignmentRecord record = AssignmentRecord.read(folder.record());
        Plan assigning = assigning(folder, given, text, record);
        List<Path> amendments = folder.amendments();
        Plan last = amendments.isEmpty() ? assigning : read(amendments.getLast());
        boolean same = last.digest().equals(given.digest());
        // what is told in the report and changes no number follows the plan file: title, language, comments
        return new PlanInForce(
                assigning, same ? given : last.withLanguage(given.language()), same ? List.of() : changes(last, given));
    }

    private static List<PlanChange> changes(Plan before, Plan after) {
        return PlanChange.between(before, after).stream()
                .filter(change -> !change.key().matches("title|language"))
                .toList();
    }

    private static Plan assigning(ExperimentFolder folder, Plan given, String text, AssignmentRecord record)
            throws IOException {
        String digest = Objects.requireNonNullElse(record.options().get(OPTION), "");
        if (Files.exists(folder.plan())) {
            Plan kept = read(folder.plan());
            if (kept.digest().equals(digest)) {
                return kept;
            }
        }
        if (!given.digest().equals(digest)) {
            throw ExperimentCode.OTHER_PLAN.error(
                    "neither `" + folder.plan() + "` nor the plan given is the plan of the arms",
                    digest.isEmpty()
                            ? "the record " + folder.record() + " was not made by copse run"
                            : "its fingerprint in " + folder.record() + " begins with " + digest.substring(0, 12),
                    digest.isEmpty()
                            ? "give another folder: copse run plan.toml --out DIR"
                            : "put the plan back as it was when arms were handed out");
        }
        folder.write(folder.plan(), text);
        return given;
    }

    private static Plan read(Path file) throws IOException {
        return Plan.parse(Files.readString(file), file.toString());
    }

    /// @return whether the plan file says something else than the plan in force
    boolean hasChanged() {
        return !ignored.isEmpty();
    }

    /// Takes over what the plan file says now.
    ///
    /// @param given the plan in the plan file
    /// @return the plan in force from now on
    /// @throws copse.error.PlanException `P161` if arms would have to be others
    PlanInForce amended(Plan given) {
        List<String> late = new ArrayList<>();
        for (PlanChange change : changes(assigning, given)) {
            if (change.key().matches("seed|design|(units|network|simulate)\\..*")) {
                late.add(change.sentence());
            }
        }
        if (!late.isEmpty()) {
            throw ExperimentCode.NOT_AMENDABLE.error(
                    "the plan cannot be amended: " + String.join(" ", late),
                    "arms were handed out by what stood there",
                    "put it back as it was; or begin anew: copse run plan.toml --out DIR");
        }
        return new PlanInForce(assigning, given, List.of());
    }

    /// @return whether something was taken over after arms were handed out
    boolean isAmended() {
        return !assigning.digest().equals(plan.digest());
    }
}
