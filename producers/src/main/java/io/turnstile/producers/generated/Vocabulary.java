package io.turnstile.producers.generated;

import java.util.List;
import java.util.Map;

/** The words that templates are filled with. All of it is made up for this generator. */
final class Vocabulary {

    static final List<String> LANGUAGES =
            List.of("TypeScript", "Python", "Java", "Go", "Rust", "C#", "Kotlin", "C++", "Ruby", "SQL");

    private static final Map<String, List<String>> WORDS = Map.ofEntries(
            Map.entry("lang", LANGUAGES),
            Map.entry(
                    "verb",
                    List.of(
                            "parse",
                            "load",
                            "render",
                            "validate",
                            "merge",
                            "fetch",
                            "sync",
                            "resolve",
                            "encode",
                            "schedule",
                            "publish",
                            "retry",
                            "filter",
                            "collect",
                            "batch",
                            "index")),
            Map.entry(
                    "noun",
                    List.of(
                            "Order",
                            "Invoice",
                            "Session",
                            "Token",
                            "Cart",
                            "Profile",
                            "Report",
                            "Snapshot",
                            "Ledger",
                            "Shipment",
                            "Metric",
                            "Template",
                            "Query",
                            "Widget",
                            "Tenant",
                            "Message")),
            Map.entry(
                    "suffix",
                    List.of("Service", "Controller", "Store", "Client", "Worker", "Parser", "Cache", "Router", "View")),
            Map.entry(
                    "dir",
                    List.of(
                            "src/core",
                            "src/api",
                            "lib",
                            "app/models",
                            "internal/jobs",
                            "packages/ui/src",
                            "services",
                            "web/components",
                            "pkg/storage",
                            "tools")),
            Map.entry("ext", List.of("ts", "py", "java", "go", "rs", "cs", "kt", "cpp", "rb", "tsx")),
            Map.entry(
                    "component",
                    List.of(
                            "the login form",
                            "the export job",
                            "the search endpoint",
                            "the upload handler",
                            "the settings page",
                            "the payment webhook",
                            "the nightly import",
                            "the websocket gateway",
                            "the rate limiter",
                            "the report builder",
                            "the offline cache",
                            "the plugin loader",
                            "the audit log",
                            "the migration runner",
                            "the image resizer",
                            "the feature flags")),
            Map.entry(
                    "store",
                    List.of(
                            "Postgres",
                            "Redis",
                            "SQLite",
                            "Kafka",
                            "S3",
                            "Elasticsearch",
                            "DynamoDB",
                            "RabbitMQ",
                            "MongoDB",
                            "the local file cache")),
            Map.entry(
                    "edge",
                    List.of(
                            "empty input",
                            "very long names",
                            "time zones with half hours",
                            "duplicate keys",
                            "a lost connection",
                            "unicode in file names",
                            "null values",
                            "leap days",
                            "two users saving at once",
                            "a full disk",
                            "expired tokens",
                            "negative amounts")),
            Map.entry(
                    "goal",
                    List.of(
                            "without downtime",
                            "without a new dependency",
                            "so that old clients keep working",
                            "in constant memory",
                            "with at most one network call",
                            "and keep the public API as it is",
                            "so that it can be rolled back",
                            "behind a feature flag",
                            "and keep it deterministic",
                            "with O(log n) look-ups",
                            "so that it survives a restart",
                            "while writes continue")),
            Map.entry(
                    "symptom",
                    List.of(
                            "it deadlocks under load", "the totals are off by a few cents now and then",
                            "memory grows until the process is killed", "every tenth request takes 30 seconds",
                            "the same event is handled twice", "the test passes alone but fails in the suite",
                            "some rows vanish after a restart", "it works on my machine but not in CI",
                            "the cursor jumps back a page", "the cache serves stale data after a deploy")),
            Map.entry(
                    "task",
                    List.of(
                            "split the monolithic module into packages",
                            "move from callbacks to async and await",
                            "replace the hand-written parser with a grammar",
                            "introduce optimistic locking",
                            "make the import idempotent",
                            "shard the table by tenant",
                            "add end-to-end tracing",
                            "replace polling with a change feed",
                            "design an LRU cache with expiry per entry",
                            "implement incremental recomputation of the dependency graph",
                            "write a scheduler that respects priorities and fairness")),
            Map.entry(
                    "color",
                    List.of("blue", "dark grey", "the primary colour", "green", "transparent", "a lighter red")),
            Map.entry("number", List.of("2", "3", "5", "8", "10", "20", "50", "100", "500", "1000")),
            Map.entry(
                    "word",
                    List.of(
                            "recieve",
                            "seperate",
                            "occured",
                            "lenght",
                            "adress",
                            "definately",
                            "paramter",
                            "retreive")));

    private Vocabulary() {}

    /** The choices for a placeholder. */
    static List<String> of(String placeholder) {
        List<String> words = WORDS.get(placeholder);
        if (words == null) {
            throw new IllegalArgumentException(
                    "No words for placeholder {" + placeholder + "}: add it to Vocabulary or correct the template.");
        }
        return words;
    }
}
