package io.turnstile.datasets.export;

import io.turnstile.plan.Split;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The head of a dataset's card, in YAML: which files are which splits of which configuration, and what their columns are.
 * Of a split that is there in both formats, Parquet is named.
 */
final class CardHead {

    private static final String MESSAGES = "messages/";
    private static final String CONVERSATIONS = "conversations/";

    /** The order in which people name them; others come behind, by name. */
    private static final List<String> ORDERED = List.of("train", "validation", "test", "short", "medium", "long");

    private static final Comparator<String> SPLIT_ORDER = Comparator.<String>comparingInt(
                    split -> ORDERED.contains(split) ? ORDERED.indexOf(split) : ORDERED.size())
            .thenComparing(Comparator.naturalOrder());

    private final ExportResult result;
    private final SortedMap<String, DatasetFile> files = new TreeMap<>();

    private CardHead(ExportResult result, Collection<DatasetFile> files) {
        this.result = result;
        files.forEach(file -> this.files.put(file.path(), file));
    }

    static CardHead of(ExportResult result, Collection<DatasetFile> files) {
        return new CardHead(result, files);
    }

    /** The paths of the plots. */
    List<String> plots() {
        return files.keySet().stream().filter(path -> path.endsWith(".svg")).toList();
    }

    String text() {
        var lines = new StringBuilder("---\n");
        lines.append("license: ").append(result.request().options().license()).append('\n');
        lines.append("task_categories:\n- text-classification\n");
        lines.append("pretty_name: ").append(result.draw().plan().name()).append('\n');
        lines.append("size_categories:\n- ").append(sizeCategory()).append('\n');
        Map<String, Map<String, DatasetFile>> configurations = configurations();
        lines.append("configs:\n");
        configurations.forEach((name, splits) -> lines.append(configuration(name, splits)));
        lines.append("dataset_info:\n");
        for (String name : List.of("default", "natural")) {
            lines.append(info(name, configurations.get(name)));
        }
        return lines.append("---\n\n").toString();
    }

    private Map<String, Map<String, DatasetFile>> configurations() {
        var configurations = new LinkedHashMap<String, Map<String, DatasetFile>>();
        var balanced = new LinkedHashMap<String, DatasetFile>();
        for (Split split : Split.values()) {
            balanced.put(Names.of(split), preferred(Names.of(split)));
        }
        configurations.put("default", balanced);
        var natural = new LinkedHashMap<String, DatasetFile>();
        for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
            natural.put(Names.of(split), preferred(Names.natural(split)));
        }
        configurations.put("natural", natural);
        below(MESSAGES).ifPresent(splits -> configurations.put("messages", splits));
        below(CONVERSATIONS).ifPresent(splits -> configurations.put("conversations", splits));
        return configurations;
    }

    private DatasetFile preferred(String stem) {
        return files.get(stem + extension());
    }

    /** One for all: Hugging Face reads all configurations of a card by one loader, that of the first. */
    private String extension() {
        return result.request().formats().contains(FileFormat.PARQUET)
                ? FileFormat.PARQUET.file("")
                : FileFormat.JSONL.file("");
    }

    private Optional<Map<String, DatasetFile>> below(String directory) {
        var splits = new TreeMap<String, DatasetFile>(SPLIT_ORDER);
        files.forEach((path, file) -> {
            if (path.startsWith(directory) && path.endsWith(extension())) {
                splits.put(path.substring(directory.length()).replaceAll("\\..*", ""), file);
            }
        });
        return Optional.<Map<String, DatasetFile>>of(splits).filter(any -> !any.isEmpty());
    }

    private static String configuration(String name, Map<String, DatasetFile> splits) {
        return "- config_name: " + name + "\n" + (name.equals("default") ? "  default: true\n" : "") + "  data_files:\n"
                + splits.entrySet().stream()
                        .map(split -> "  - split: " + split.getKey() + "\n    path: "
                                + split.getValue().path() + "\n")
                        .collect(Collectors.joining());
    }

    private static String info(String name, Map<String, DatasetFile> splits) {
        return "- config_name: " + name + "\n  features:\n"
                + DatasetColumn.ALL.stream().map(CardHead::feature).collect(Collectors.joining()) + "  splits:\n"
                + splits.entrySet().stream()
                        .map(split -> "  - name: " + split.getKey() + "\n    num_bytes: "
                                + split.getValue().bytes() + "\n    num_examples: "
                                + split.getValue().rows() + "\n")
                        .collect(Collectors.joining());
    }

    private static String feature(DatasetColumn column) {
        if (!column.name().equals("label")) {
            return "  - name: " + column.name() + "\n    dtype: " + column.type() + "\n";
        }
        var feature = new StringBuilder("  - name: label\n    dtype:\n      class_label:\n        names:\n");
        for (int label = 0; label < Names.LABELS.size(); label++) {
            feature.append("          '")
                    .append(label)
                    .append("': ")
                    .append(Names.LABELS.get(label))
                    .append('\n');
        }
        return feature.toString();
    }

    private String sizeCategory() {
        long rows = configurations().get("default").values().stream()
                .mapToLong(DatasetFile::rows)
                .sum();
        long least = 1_000;
        if (rows < least) {
            return "n<1K";
        }
        while (rows >= least * 10) {
            least *= 10;
        }
        return inWords(least) + "<n<" + inWords(least * 10);
    }

    private static String inWords(long number) {
        return number >= 1_000_000
                ? String.format(Locale.ROOT, "%dM", number / 1_000_000)
                : String.format(Locale.ROOT, "%dK", number / 1_000);
    }
}
