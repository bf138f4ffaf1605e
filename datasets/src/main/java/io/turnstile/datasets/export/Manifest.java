package io.turnstile.datasets.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.turnstile.plan.Cap;
import io.turnstile.plan.Cell;
import io.turnstile.plan.Plan;
import io.turnstile.plan.PlanText;
import io.turnstile.plan.Ratio;
import io.turnstile.plan.Share;
import io.turnstile.plan.Split;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.LongFunction;

/** {@code manifest.json}: what a dataset is made of, so that it can be checked and made again. */
final class Manifest {

    private static final int VERSION = 1;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Manifest() {}

    /** @param schemaIds by topic, of all that were read */
    static String of(
            ExportResult result, SortedMap<String, SortedSet<Integer>> schemaIds, Collection<DatasetFile> files) {
        Draw draw = result.draw();
        ObjectNode json = NODES.objectNode();
        json.put("version", VERSION);
        json.set("plan", plan(result));
        json.put("split_seed", result.request().splitSeed());
        json.put("released", result.request().options().isRelease());
        json.set("releases", releases(result.request().options().releases()));
        json.put("baseline", result.judges().isBaseline());
        json.set("fingerprints", strings(result.judges().all()));
        json.set("offsets", offsets(result.targets()));
        json.set("schema_ids", schemaIds(schemaIds));
        json.set("snapshot", snapshot(result.contents()));
        json.set("near_duplicates", nearDuplicates(result));
        json.put("weighted", draw.isWeighted());
        json.set("counts", byShare(draw, draw::taken));
        json.set("quotas", byShare(draw, share -> draw.quotas().get(share)));
        json.set("available", byShare(draw, share -> draw.available().get(share)));
        json.set("weights", weights(draw));
        json.set("shortfalls", shortfalls(draw));
        json.set("natural_prevalence", naturalPrevalence(draw));
        json.set("cells", cells(draw));
        json.set("files", files(files));
        return JsonText.pretty(json);
    }

    private static ObjectNode plan(ExportResult result) {
        Plan plan = result.draw().plan();
        ObjectNode json = NODES.objectNode();
        json.put("name", plan.name());
        json.put("text", PlanText.of(result.request().plan()));
        json.put("kind", Names.of(plan.pool().kind()));
        json.put("size", plan.size());
        json.put("asked_size", result.request().plan().size());
        json.set("ratio", ratio(plan.ratio()));
        json.put("seed", plan.pool().seed());
        json.put("cap_per_text", limit(plan.pool().capPerText()));
        json.put("cap_per_conversation", limit(plan.pool().capPerConversation()));
        return json;
    }

    private static ObjectNode ratio(Ratio ratio) {
        double parts = ratio.reasoning() + ratio.nonReasoning();
        return NODES.objectNode()
                .put(Names.LABELS.get(0), ratio.reasoning() / parts)
                .put(Names.LABELS.get(1), ratio.nonReasoning() / parts);
    }

    /** Null where there is none. */
    private static Integer limit(Cap cap) {
        return cap.isNone() ? null : cap.limit();
    }

    private static ArrayNode releases(List<ReleaseRecord> releases) {
        ArrayNode json = NODES.arrayNode();
        releases.forEach(release -> json.addObject()
                .put("fingerprint", release.fingerprint())
                .put("golden_sha256", release.goldenSha256())
                .put("date", release.date()));
        return json;
    }

    private static ObjectNode offsets(Map<String, TopicOffsets> targets) {
        ObjectNode json = NODES.objectNode();
        targets.forEach((topic, offsets) -> {
            ArrayNode ends = json.putArray(topic);
            offsets.ends()
                    .forEach((partition, end) ->
                            ends.addObject().put("partition", partition).put("offset", end));
        });
        return json;
    }

    private static ObjectNode schemaIds(SortedMap<String, SortedSet<Integer>> schemaIds) {
        ObjectNode json = NODES.objectNode();
        schemaIds.forEach((topic, ids) -> ids.forEach(json.putArray(topic)::add));
        return json;
    }

    private static ObjectNode snapshot(Snapshot.Contents contents) {
        return NODES.objectNode().put("labelled", contents.labelled()).put("candidates", contents.candidates());
    }

    private static ObjectNode nearDuplicates(ExportResult result) {
        var counts = result.nearDuplicates();
        ObjectNode json = NODES.objectNode();
        json.put("kept", result.request().options().keepsNearDuplicates());
        json.setAll(JsonText.tree(result.nearDuplicateSettings()));
        return json.put("clusters", counts.clusters())
                .put("texts", counts.texts())
                .put("left_out", counts.leftOut())
                .put("crowded_buckets", counts.crowdedBuckets());
    }

    private interface Count {
        int of(Share share);
    }

    private static ObjectNode byShare(Draw draw, Count count) {
        ObjectNode json = NODES.objectNode();
        for (Share share : draw.plan().quotas().keySet()) {
            json.withObjectProperty(Names.of(share.split())).put(Names.label(share), count.of(share));
        }
        return json;
    }

    private static ObjectNode weights(Draw draw) {
        ObjectNode json = NODES.objectNode();
        draw.weights()
                .forEach((share, weight) ->
                        json.withObjectProperty(Names.of(share.split())).put(Names.label(share), weight));
        return json;
    }

    private static ArrayNode shortfalls(Draw draw) {
        ArrayNode json = NODES.arrayNode();
        draw.shortfalls()
                .forEach((share, missing) -> json.addObject()
                        .put("split", Names.of(share.split()))
                        .put("label_name", Names.label(share))
                        .put("quota", draw.quotas().get(share))
                        .put("drawn", draw.taken(share))
                        .put("missing", missing));
        return json;
    }

    /** Of the files at natural prevalence; a share is null where a file is empty. */
    private static ObjectNode naturalPrevalence(Draw draw) {
        ObjectNode json = NODES.objectNode();
        for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
            var rows = draw.naturalRows(split);
            long reasoning = rows.stream()
                    .filter(candidate -> candidate.share().label() == 0)
                    .count();
            LongFunction<Double> share = count -> rows.isEmpty() ? null : (double) count / rows.size();
            ObjectNode prevalence = json.putObject(Names.of(split));
            prevalence.put("turns", rows.size());
            prevalence.put(Names.LABELS.get(0), share.apply(reasoning));
            prevalence.put(Names.LABELS.get(1), share.apply(rows.size() - reasoning));
        }
        return json;
    }

    private static ArrayNode cells(Draw draw) {
        ArrayNode json = NODES.arrayNode();
        draw.plan().quotas().keySet().forEach(share -> {
            Map<Cell, Long> taken = draw.takenByCell(share);
            draw.sample()
                    .available()
                    .get(share)
                    .forEach((cell, available) -> json.addObject()
                            .put("split", Names.of(share.split()))
                            .put("label_name", Names.label(share))
                            .put("stratum", cell.stratum())
                            .put("position", cell.position())
                            .put("drawn", taken.getOrDefault(cell, 0L))
                            .put("available", available));
        });
        return json;
    }

    private static ArrayNode files(Collection<DatasetFile> files) {
        ArrayNode json = NODES.arrayNode();
        files.forEach(file -> json.addObject()
                .put("path", file.path())
                .put("sha256", file.sha256())
                .put("bytes", file.bytes())
                .put("rows", file.rows()));
        return json;
    }

    private static ArrayNode strings(Collection<String> texts) {
        ArrayNode json = NODES.arrayNode();
        texts.forEach(json::add);
        return json;
    }
}
