package copse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The page on plans: its example is a plan, and it has every key.
class PlanPageTest {
    private static final Path PAGE = Path.of("../docs/reference/plan.md");

    @Test
    void exampleIsAPlan() throws IOException {
        Matcher block = Pattern.compile("(?s)```toml\n(.*?)```").matcher(Files.readString(PAGE));
        assertThat(block.find()).isTrue();
        Plan plan = Plan.parse(block.group(1), "plan.md");
        assertThat(plan.outcomes()).hasSize(2);
    }

    @Test
    void everyKeyIsExplainedUnderItsTable() throws IOException {
        String page = Files.readString(PAGE);
        PlanKeys.byTable().forEach((table, keys) -> {
            String heading = table.equals(PlanKeys.TOP)
                    ? "## At the top"
                    : table.equals("outcome") ? "## `[[outcome]]`" : "## `[" + table + "]`";
            assertThat(page).contains(heading);
            int from = page.indexOf(heading);
            int to = page.indexOf("\n## ", from + 1);
            String section = page.substring(from, to);
            List<String> own = keys.stream()
                    .filter(key ->
                            !table.equals(PlanKeys.TOP) || PlanKeys.of(key).isEmpty())
                    .toList();
            assertThat(own).allSatisfy(key -> assertThat(section).contains("`" + key + "`"));
        });
    }
}
