package copse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what one run of `bench/bayes` left and prints the table: per posterior copse, the best of Stan's
/// programs, and their ratio.
public final class BayesReport {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double GOAL = 10;

    private BayesReport() {}

    private record Peer(String program, double perSecond, int divergences, int runs) {}

    /// @param arguments the folder of the results
    /// @throws IOException if a file cannot be read
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        System.out.println(
                "| posterior | copse, ESS/s (worst of rounds) | cold process | Stan, ESS/s | program | ratio |"
                        + " goal |\n|---|---|---|---|---|---|---|");
        List<String> details = new ArrayList<>();
        for (BayesModels model : BayesModels.values()) {
            String name = model.name().toLowerCase(Locale.ROOT);
            List<JsonNode> own = lines(folder.resolve("copse-" + name + ".json"));
            if (own.isEmpty()) {
                continue;
            }
            JsonNode copse = own.getFirst();
            double perSecond = copse.path("per_second").asDouble();
            List<Peer> peers = peers(folder.resolve("stan-" + name + ".json"));
            Peer best = peers.stream()
                    .max(Comparator.comparingDouble(Peer::perSecond))
                    .orElse(new Peer("–", Double.NaN, 0, 0));
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f (%,.0f) | %,.0f | %s | %s | %s | %s |%n",
                    model.words(),
                    perSecond,
                    copse.path("least").asDouble(),
                    copse.path("cold_process_per_second").asDouble(),
                    Double.isNaN(best.perSecond()) ? "–" : String.format(Locale.ROOT, "%,.0f", best.perSecond()),
                    best.program(),
                    Double.isNaN(best.perSecond())
                            ? "–"
                            : String.format(Locale.ROOT, "%.1f", perSecond / best.perSecond()),
                    Double.isNaN(best.perSecond())
                            ? ""
                            : perSecond >= GOAL * best.perSecond() ? "≥ 10" : "≥ 10, **missed**");
            details.add(String.format(
                    Locale.ROOT,
                    "- %s: %d rounds, %.0f effective of 4,000 draws (%s), %.1f ms of the chains' threads, %.1f ms on the"
                            + " clock from rows to draws, %.1f gradients per draw, %d divergences, largest R-hat %.4f;"
                            + " first round %.2f s",
                    model.words(),
                    copse.path("rounds").asInt(),
                    copse.path("ess").asDouble(),
                    copse.path("worst").asString(),
                    1e3 * copse.path("seconds").asDouble(),
                    1e3 * copse.path("wall").asDouble(),
                    copse.path("gradients").asDouble(),
                    copse.path("divergences").asInt(),
                    copse.path("rhat").asDouble(),
                    copse.path("cold_wall").asDouble()));
            for (Peer peer : peers) {
                details.add(String.format(
                        Locale.ROOT,
                        "  - Stan, %s: %,.1f (%d runs, %d divergences)",
                        peer.program(),
                        peer.perSecond(),
                        peer.runs(),
                        peer.divergences()));
            }
        }
        System.out.println();
        details.forEach(System.out::println);
    }

    private static List<Peer> peers(Path file) throws IOException {
        Map<String, List<JsonNode>> programs = new LinkedHashMap<>();
        for (JsonNode line : lines(file)) {
            programs.computeIfAbsent(line.path("program").asString(), _ -> new ArrayList<>())
                    .add(line);
        }
        List<Peer> peers = new ArrayList<>();
        programs.forEach((program, runs) -> peers.add(new Peer(
                program,
                runs.stream()
                        .mapToDouble(run -> run.path("per_second").asDouble())
                        .average()
                        .orElseThrow(),
                runs.stream().mapToInt(run -> run.path("divergences").asInt()).sum(),
                runs.size())));
        return peers;
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                nodes.add(JSON.readTree(line));
            }
        }
        return nodes;
    }
}
