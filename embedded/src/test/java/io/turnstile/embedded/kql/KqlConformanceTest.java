package io.turnstile.embedded.kql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.turnstile.embedded.kusto.EmbeddedKusto;
import io.turnstile.embedded.kusto.EmbeddedKustoConfiguration;
import io.turnstile.queries.Binder;
import io.turnstile.queries.Binding;
import io.turnstile.queries.NodeBinder;
import io.turnstile.queries.QueryCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The examples of Microsoft's documentation, with the results that stand below them. Each one agrees, or is refused, or
 * is a known difference with its reason. It writes target/kql-conformance.json, and holds docs/04-query-reference.md to it.
 */
class KqlConformanceTest {

    /** What became of an example. */
    private enum Outcome {
        PASS,
        KNOWN_DIFFERENCE,
        REFUSED,
        WRONG
    }

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Pattern CALL = Pattern.compile("\\b([a-z][a-z0-9_]*)\\s*\\(");
    private static final Pattern OPERATOR = Pattern.compile("(?m)(?:\\||^)\\s*([a-z][a-z-]+)\\b(?!\\s*\\()");
    private static final Set<String> OPERATORS = Set.of(
            "as",
            "count",
            "distinct",
            "extend",
            "invoke",
            "join",
            "lookup",
            "mv-apply",
            "mv-expand",
            "order",
            "parse",
            "parse-where",
            "print",
            "project",
            "project-away",
            "project-keep",
            "project-rename",
            "project-reorder",
            "range",
            "serialize",
            "sort",
            "summarize",
            "take",
            "limit",
            "top",
            "union",
            "where",
            "evaluate",
            "scan",
            "make-series",
            "make-graph",
            "graph-match",
            "partition",
            "sample",
            "search",
            "find",
            "parse-kv",
            "reduce",
            "datatable");

    /** Words of operators that a bracket may follow. */
    private static final Set<String> KEYWORDS = Set.of(
            "on", "by", "to", "of", "with", "and", "or", "inner", "innerunique", "leftouter", "leftsemi", "fullouter");

    /** Comparisons with what stands in brackets behind them. */
    private static final Set<String> COMPARISONS = Set.of("in", "between", "has_any", "has_all");

    private static final Logger LOG = LoggerFactory.getLogger(KqlConformanceTest.class);
    private static final Path DOCUMENT = Path.of("..", "docs", "04-query-reference.md");
    private static final Pattern GENERATED = Pattern.compile(
            "(?<=<!-- generated:begin conformance -->\n).*?(?=<!-- generated:end conformance -->)", Pattern.DOTALL);

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
    private static final Pattern SUM =
            Pattern.compile("Of all (\\d+) examples (\\d+) pass, (\\d+) are known differences, and (\\d+) are refused");

    private final Map<Outcome, Integer> totals = new EnumMap<>(Outcome.class);
    private final Map<String, Map<Outcome, Integer>> features = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    @Test
    void everyDocumentedExampleAgreesOrIsRefusedOrIsAKnownDifference() throws IOException {
        Path file = examples();
        Properties known = knownDifferences();
        try (NodeBinder binder = NodeBinder.fromSystemProperty()) {
            var engine = new KqlEngine(binder, InstantSource.fixed(NOW));
            for (DocumentedCase documented : DocumentedCase.read(file)) {
                count(documented, outcome(evaluating(engine), documented, (String) known.remove(documented.id())));
            }
        }
        known.forEach((id, reason) -> problems.add(id + " is a known difference, but there is no such example"));
        report();
        assertThat(problems).isEmpty();
    }

    /** What needs no examples: the table is of what the queries use, and its sum counts the known differences. */
    @Test
    void theTableOfTheDocumentationIsOfWhatTheShippedQueriesUse() throws IOException {
        String table = documentedTable();

        Set<String> rows = new TreeSet<>();
        for (Matcher row = ROW.matcher(table); row.find(); ) {
            rows.add(row.group(1));
        }
        assertThat(rows).isNotEmpty().isSubsetOf(used());
        Matcher sum = SUM.matcher(table);
        assertThat(sum.find()).isTrue();
        assertThat(Integer.parseInt(sum.group(3))).isEqualTo(knownDifferences().size());
        assertThat(Integer.parseInt(sum.group(2)) + Integer.parseInt(sum.group(3)) + Integer.parseInt(sum.group(4)))
                .isEqualTo(Integer.parseInt(sum.group(1)));
    }

    /** The server and the client between them change nothing; and where the environment names a real Kusto, it agrees. */
    @Test
    void anExampleThatPassesDoesSoThroughTheOfficialClient() throws IOException {
        Path file = examples();
        Properties known = knownDifferences();
        var bindings = new HashMap<String, Binding>();
        try (NodeBinder node = NodeBinder.fromSystemProperty()) {
            Binder binder = kql -> bindings.computeIfAbsent(kql, node::bind);
            var engine = new KqlEngine(binder, InstantSource.fixed(NOW));
            try (var server =
                    EmbeddedKusto.start(EmbeddedKustoConfiguration.of(binder).withClock(InstantSource.fixed(NOW)))) {
                var environment = RemoteKql.ofEnvironment();
                var remote = environment.orElseGet(() -> RemoteKql.of(server.url(), server.databaseName()));
                for (DocumentedCase documented : DocumentedCase.read(file)) {
                    String reason = known.getProperty(documented.id());
                    Outcome here = outcome(evaluating(engine), documented, reason);
                    // The time of a real one does not stand still, and it answers more.
                    boolean isComparable = environment.isEmpty()
                            || here == Outcome.PASS && !documented.kql().matches("(?s).*\\b(now|ago|rand)\\(.*");
                    if (isComparable) {
                        assertThat(outcome(remote::run, documented, reason))
                                .as("%s, of which is wrong: %s", documented.id(), problems)
                                .isEqualTo(here);
                    }
                }
            }
        }
    }

    /** A build that prints no tests says it too. */
    private static Path examples() {
        Path file = Path.of(System.getProperty("turnstile.shared.data", "."), "kql-docs-cases.json");
        if (!Files.exists(file)) {
            LOG.warn("event=kql-conformance-skipped reason=no-examples file={} document={}", file, DOCUMENT);
        }
        Assumptions.assumeTrue(
                Files.exists(file),
                "Skipped: Microsoft's examples are not at " + file + ", so the figures of " + DOCUMENT
                        + " are not compared. Name their folder by -Dturnstile.shared.data.");
        return file;
    }

    private static Function<String, ResultTable> evaluating(KqlEngine engine) {
        return kql -> engine.run(kql, Map.of(), EmptyDatabase.INSTANCE);
    }

    private static Properties knownDifferences() throws IOException {
        var known = new Properties();
        try (InputStream in = KqlConformanceTest.class.getResourceAsStream("known-differences.properties")) {
            known.load(in);
        }
        return known;
    }

    private Outcome outcome(Function<String, ResultTable> run, DocumentedCase documented, String knownReason) {
        Optional<String> difference;
        try {
            difference = documented.difference(run.apply(documented.kql()));
        } catch (KqlException refused) {
            return refused(documented, refused, knownReason);
        }
        if (difference.isEmpty()) {
            if (knownReason != null) {
                problems.add(documented.id() + " passes, but stands among the known differences");
            }
            return Outcome.PASS;
        }
        if (knownReason == null) {
            problems.add(documented.id() + ": " + difference.get());
            return Outcome.WRONG;
        }
        return Outcome.KNOWN_DIFFERENCE;
    }

    private Outcome refused(DocumentedCase documented, KqlException refused, String knownReason) {
        if (knownReason != null) {
            problems.add(documented.id() + " is refused, but stands among the known differences");
        }
        if (refused.code() == KqlException.Code.RUNTIME) {
            problems.add(documented.id() + " failed: " + refused.getMessage());
            return Outcome.WRONG;
        }
        return Outcome.REFUSED;
    }

    private void count(DocumentedCase documented, Outcome outcome) {
        totals.merge(outcome, 1, Integer::sum);
        for (String feature : featuresOf(documented.kql())) {
            features.computeIfAbsent(feature, none -> new EnumMap<>(Outcome.class))
                    .merge(outcome, 1, Integer::sum);
        }
    }

    /** The functions and operators that a text names. */
    private static Set<String> featuresOf(String kql) {
        String code = kql.replaceAll("//.*", "").replaceAll("\"[^\"\\n]*\"|'[^'\\n]*'", "''");
        var found = new TreeSet<String>();
        for (Matcher call = CALL.matcher(code); call.find(); ) {
            String name = call.group(1);
            if (COMPARISONS.contains(name)) {
                found.add(name);
            } else if (!KEYWORDS.contains(name) && (!OPERATORS.contains(name) || name.equals("count"))) {
                found.add(name + "()");
            }
        }
        for (Matcher operator = OPERATOR.matcher(code); operator.find(); ) {
            if (OPERATORS.contains(operator.group(1))) {
                found.add(operator.group(1));
            }
        }
        return found;
    }

    private void report() throws IOException {
        var report = new LinkedHashMap<String, Object>();
        report.put("totals", totals);
        report.put("features", features);
        Path target = Files.createDirectories(Path.of("target"));
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(target.resolve("kql-conformance.json").toFile(), report);
        document();
    }

    private static String documentedTable() throws IOException {
        Matcher generated = GENERATED.matcher(Files.readString(DOCUMENT));
        assertThat(generated.find()).isTrue();
        return generated.group();
    }

    private void document() throws IOException {
        String document = Files.readString(DOCUMENT);
        String current = GENERATED.matcher(document).replaceFirst(Matcher.quoteReplacement("\n" + table() + "\n"));
        if (Boolean.getBoolean("turnstile.golden.write")) {
            Files.writeString(DOCUMENT, current);
            return;
        }
        assertThat(document)
                .as("%s is not current: run with -Dturnstile.golden.write=true", DOCUMENT)
                .isEqualTo(current);
    }

    /** Only of what the shipped queries use: what else is refused is of no consequence to them. */
    private String table() {
        Set<String> used = used();
        var lines = new ArrayList<String>();
        lines.add(
                "Of all " + totals.values().stream().mapToInt(Integer::intValue).sum() + " examples "
                        + totals.getOrDefault(Outcome.PASS, 0) + " pass, "
                        + totals.getOrDefault(Outcome.KNOWN_DIFFERENCE, 0) + " are known differences, and "
                        + totals.getOrDefault(Outcome.REFUSED, 0) + " are refused; none gives a wrong answer.");
        lines.add("");
        lines.add("| used by the shipped queries | examples that pass | known differences | refused |");
        lines.add("|---|---:|---:|---:|");
        features.entrySet().stream()
                .filter(feature -> used.contains(feature.getKey()))
                .forEach(feature -> lines.add(row(feature.getKey(), feature.getValue())));
        return String.join("\n", lines) + "\n";
    }

    private static Set<String> used() {
        return QueryCatalogue.shipped().all().stream()
                .flatMap(query -> featuresOf(query.text()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String row(String feature, Map<Outcome, Integer> outcomes) {
        return "| `%s` | %d | %d | %d |"
                .formatted(
                        feature,
                        outcomes.getOrDefault(Outcome.PASS, 0),
                        outcomes.getOrDefault(Outcome.KNOWN_DIFFERENCE, 0),
                        outcomes.getOrDefault(Outcome.REFUSED, 0));
    }
}
