package io.turnstile.datasets.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.turnstile.datasets.neardup.NearDuplicateConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What verification reads of {@code manifest.json}. Everything that knows the manifest's form is here.
 *
 * @param size turns that the plan asks for, in all splits
 * @param reasoningRatio the share of reasoning in each split, 0 to 1
 * @param seed of the sample
 * @param splitSeed of the splits
 * @param capPerText empty where there is none
 * @param capPerConversation empty where there is none
 * @param fingerprints of the judges that are admitted
 * @param isWeighted whether all turns were taken, with weights in place of quotas
 * @param weights what a row counts, by split and class
 * @param counts rows by split and class
 * @param quotas rows that were to be drawn, by split and class
 * @param shortfalls rows that are missing, by split and class; what is missing nowhere is not there
 * @param prevalence of the splits at natural prevalence
 */
record DatasetManifest(
        List<ListedFile> files,
        long size,
        double reasoningRatio,
        long seed,
        long splitSeed,
        OptionalInt capPerText,
        OptionalInt capPerConversation,
        NearDuplicates nearDuplicates,
        Set<String> fingerprints,
        boolean isWeighted,
        SortedMap<ClassOfSplit, Double> weights,
        SortedMap<ClassOfSplit, Long> counts,
        SortedMap<ClassOfSplit, Long> quotas,
        SortedMap<ClassOfSplit, Long> shortfalls,
        SortedMap<String, Prevalence> prevalence) {

    static final String FILE = "manifest.json";
    private static final int VERSION = 1;

    /**
     * A file of the dataset.
     *
     * @param path below the directory, with slashes
     * @param rows empty for a file without rows, such as the card
     */
    record ListedFile(String path, String sha256, long bytes, OptionalLong rows) {}

    /**
     * What the export did about near-duplicates.
     *
     * @param configuration what it took for one; empty where it looked for none, and left them in on purpose
     * @param crowdedBuckets in how many groups of similar texts it did not compare all pairs
     */
    record NearDuplicates(Optional<NearDuplicateConfiguration> configuration, int crowdedBuckets) {}

    /** A split at natural prevalence: how many rows, and the shares of the classes; empty where there are no rows. */
    record Prevalence(long turns, OptionalDouble reasoning, OptionalDouble others) {}

    /**
     * Reads it.
     *
     * @throws DatasetUnreadableException if there is none, or if it is not one
     */
    static DatasetManifest read(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            return of(new JsonMapper().readTree(Files.readString(file)));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new DatasetUnreadableException(
                    file + " is not a manifest that this version reads: "
                            + e.getMessage().replaceFirst("\\.$", "")
                            + ". Give the directory of an export of this version.",
                    e);
        } catch (IOException e) {
            throw new DatasetUnreadableException(
                    "There is no " + file + ". Give the directory of a finished export.", e);
        }
    }

    static DatasetManifest of(JsonNode json) {
        if (required(json, "version").asInt() != VERSION) {
            throw new IllegalArgumentException("version 1 is expected");
        }
        JsonNode plan = required(json, "plan");
        return new DatasetManifest(
                files(required(json, "files")),
                required(plan, "size").asLong(),
                required(required(plan, "ratio"), Labels.REASONING).asDouble(),
                required(plan, "seed").asLong(),
                required(json, "split_seed").asLong(),
                optional(plan, "cap_per_text"),
                optional(plan, "cap_per_conversation"),
                nearDuplicates(required(json, "near_duplicates")),
                texts(required(json, "fingerprints")),
                required(json, "weighted").asBoolean(),
                byShare(required(json, "weights"), JsonNode::asDouble),
                byShare(required(json, "counts"), JsonNode::asLong),
                byShare(required(json, "quotas"), JsonNode::asLong),
                shortfalls(required(json, "shortfalls")),
                prevalence(required(json, "natural_prevalence")));
    }

    Optional<ListedFile> file(String path) {
        return files.stream().filter(file -> file.path().equals(path)).findFirst();
    }

    private static JsonNode required(JsonNode json, String name) {
        JsonNode value = json.get(name);
        if (value == null) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return value;
    }

    private static OptionalInt optional(JsonNode json, String name) {
        return json.hasNonNull(name) ? OptionalInt.of(json.get(name).asInt()) : OptionalInt.empty();
    }

    private static NearDuplicates nearDuplicates(JsonNode json) {
        boolean isKept = required(json, "kept").asBoolean();
        return new NearDuplicates(
                isKept ? Optional.empty() : Optional.of(configuration(json)),
                required(json, "crowded_buckets").asInt());
    }

    private static NearDuplicateConfiguration configuration(JsonNode json) {
        return new NearDuplicateConfiguration(
                required(json, "threshold").asDouble(),
                required(json, "min_shingles").asInt(),
                required(json, "window").asInt());
    }

    private static List<ListedFile> files(JsonNode json) {
        var files = new ArrayList<ListedFile>();
        json.forEach(file -> files.add(new ListedFile(
                required(file, "path").asText(),
                required(file, "sha256").asText(),
                required(file, "bytes").asLong(),
                file.hasNonNull("rows") ? OptionalLong.of(file.get("rows").asLong()) : OptionalLong.empty())));
        return List.copyOf(files);
    }

    private static Set<String> texts(JsonNode json) {
        var texts = new TreeSet<String>();
        json.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static <T> SortedMap<ClassOfSplit, T> byShare(JsonNode json, Function<JsonNode, T> number) {
        var numbers = new TreeMap<ClassOfSplit, T>();
        json.properties()
                .forEach(split -> split.getValue()
                        .properties()
                        .forEach(entry -> numbers.put(
                                new ClassOfSplit(split.getKey(), entry.getKey()), number.apply(entry.getValue()))));
        return numbers;
    }

    private static SortedMap<ClassOfSplit, Long> shortfalls(JsonNode json) {
        var shortfalls = new TreeMap<ClassOfSplit, Long>();
        json.forEach(shortfall -> shortfalls.put(
                new ClassOfSplit(
                        required(shortfall, "split").asText(),
                        required(shortfall, "label_name").asText()),
                required(shortfall, "missing").asLong()));
        return shortfalls;
    }

    private static SortedMap<String, Prevalence> prevalence(JsonNode json) {
        var prevalence = new TreeMap<String, Prevalence>();
        json.properties()
                .forEach(split -> prevalence.put(
                        split.getKey(),
                        new Prevalence(
                                required(split.getValue(), "turns").asLong(),
                                share(required(split.getValue(), Labels.NAMES.get(0))),
                                share(required(split.getValue(), Labels.NAMES.get(1))))));
        return prevalence;
    }

    private static OptionalDouble share(JsonNode json) {
        return json.isNull() ? OptionalDouble.empty() : OptionalDouble.of(json.asDouble());
    }
}
