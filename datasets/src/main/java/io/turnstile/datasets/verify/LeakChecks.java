package io.turnstile.datasets.verify;

import io.turnstile.datasets.neardup.Clusters;
import io.turnstile.datasets.neardup.NearDuplicateConfiguration;
import io.turnstile.datasets.neardup.NearDuplicates;
import io.turnstile.datasets.neardup.Text;
import io.turnstile.plan.NormalisedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** That nothing of a split is in another, and that nothing is there more often than the plan allows. */
final class LeakChecks {

    private static final String NEAR_DUPLICATES_KEPT = "near-duplicates were kept on purpose";

    /** What a row that is in no group is counted under. */
    private static final String ALONE = "row ";

    private final DatasetManifest manifest;
    private final List<Dataset.SplitRow> rows;
    private final List<String> normalised;

    /** Empty where near-duplicates were kept on purpose. */
    private final Optional<Clusters> clusters;

    LeakChecks(Dataset dataset) {
        this.manifest = dataset.manifest();
        this.rows = dataset.distinctRows()
                .filter(row -> row.row().text() != null && row.row().messageId() != null)
                .toList();
        this.normalised =
                rows.stream().map(row -> NormalisedText.of(row.row().text())).toList();
        this.clusters = manifest.nearDuplicates().configuration().map(this::clusters);
    }

    /** Message ids may repeat, which another check says; places do not. */
    private Clusters clusters(NearDuplicateConfiguration configuration) {
        return NearDuplicates.clusters(
                IntStream.range(0, rows.size())
                        .mapToObj(i ->
                                new Text(Integer.toString(i), rows.get(i).row().text()))
                        .toList(),
                configuration);
    }

    /** All of a conversation is in one split. */
    Check conversations() {
        return inOneSplit("split-conversations", "conversations", DatasetRow::conversationId);
    }

    /** All of a user is in one split. */
    Check users() {
        return inOneSplit("split-users", "users", DatasetRow::userHash);
    }

    /** A text, normalised, is in one split. */
    Check texts() {
        Map<String, Set<String>> splits = new HashMap<>();
        Map<String, String> examples = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            splits.computeIfAbsent(normalised.get(i), text -> new TreeSet<>())
                    .add(rows.get(i).split());
            examples.putIfAbsent(normalised.get(i), rows.get(i).row().messageId());
        }
        List<String> faults = splits.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> "the text of " + examples.get(entry.getKey()) + " is in "
                        + String.join(" and ", entry.getValue()))
                .sorted()
                .toList();
        return Check.of("split-texts", faults, splits.size() + " texts, each in one split");
    }

    /** Near-duplicates that are not the same text are in one split. */
    Check nearDuplicates() {
        return clusters.map(this::nearDuplicates)
                .orElse(new Check("split-near-duplicates", true, NEAR_DUPLICATES_KEPT));
    }

    private Check nearDuplicates(Clusters clusters) {
        Map<String, Map<String, String>> firstSplits = new HashMap<>();
        Set<String> leaking = new TreeSet<>();
        for (int i = 0; i < rows.size(); i++) {
            String cluster = clusters.ofTexts().get(i).id();
            Map<String, String> texts = firstSplits.computeIfAbsent(cluster, id -> new HashMap<>());
            texts.putIfAbsent(normalised.get(i), rows.get(i).split());
            if (new HashSet<>(texts.values()).size() > 1) {
                leaking.add(cluster);
            }
        }
        List<String> faults = leaking.stream()
                .map(place -> "near-duplicates of "
                        + rows.get(Integer.parseInt(place)).row().messageId() + " are in several splits")
                .toList();
        return withCrowds(Check.of(
                "split-near-duplicates",
                faults,
                clusters.comparisons() + " pairs compared, near from "
                        + manifest.nearDuplicates()
                                .configuration()
                                .orElseThrow()
                                .threshold()
                        + " on"
                        + (clusters.crowdedBuckets() > 0
                                ? ", not all in " + clusters.crowdedBuckets() + " crowded buckets"
                                : "")));
    }

    /** No text, normalised, stands more often than the plan's cap. */
    Check textCap() {
        return capped("text-cap", manifest.capPerText(), normalised::get, "the text of ");
    }

    /** No cluster of near-duplicates has more rows than the plan's cap. */
    Check nearDuplicateCap() {
        return clusters.map(this::nearDuplicateCap).orElse(new Check("near-duplicate-cap", true, NEAR_DUPLICATES_KEPT));
    }

    private Check nearDuplicateCap(Clusters clusters) {
        return withCrowds(capped(
                "near-duplicate-cap",
                manifest.capPerText(),
                i -> clusters.ofTexts().get(i).distinctTexts() > 1
                        ? clusters.ofTexts().get(i).id()
                        : ALONE + i,
                "the cluster of "));
    }

    /** Where the export left pairs out, it says so: another run of it with the same settings finds no more. */
    private Check withCrowds(Check check) {
        return check.isPassed() || manifest.nearDuplicates().crowdedBuckets() == 0
                ? check
                : new Check(
                        check.name(),
                        false,
                        check.found() + ". The export did not compare all pairs in "
                                + manifest.nearDuplicates().crowdedBuckets()
                                + " crowded buckets: a larger datasets.near-duplicate-window finds more");
    }

    /** No conversation has more rows than the plan's cap. */
    Check conversationCap() {
        return capped(
                "conversation-cap",
                manifest.capPerConversation(),
                i -> rows.get(i).row().conversationId() == null
                        ? ALONE + i
                        : rows.get(i).row().conversationId(),
                "the conversation of ");
    }

    private Check inOneSplit(String name, String what, Function<DatasetRow, String> group) {
        Map<String, Set<String>> splits = new HashMap<>();
        for (Dataset.SplitRow row : rows) {
            String id = group.apply(row.row());
            if (id != null) {
                splits.computeIfAbsent(id, any -> new TreeSet<>()).add(row.split());
            }
        }
        List<String> faults = splits.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> entry.getKey() + " is in " + String.join(" and ", entry.getValue()))
                .sorted()
                .toList();
        return Check.of(name, faults, splits.size() + " " + what + ", each in one split");
    }

    private Check capped(String name, OptionalInt cap, IntFunction<String> group, String what) {
        if (cap.isEmpty()) {
            return new Check(name, true, "no cap");
        }
        Map<String, Integer> counts = new HashMap<>();
        var faults = new ArrayList<String>();
        IntStream.range(0, rows.size()).forEach(i -> {
            int count = counts.merge(group.apply(i), 1, Integer::sum);
            if (count == cap.getAsInt() + 1) {
                faults.add(what + rows.get(i).row().messageId() + " stands more than " + cap.getAsInt() + " times");
            }
        });
        return Check.of(name, faults, "at most " + cap.getAsInt());
    }
}
