package io.turnstile.datasets.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.turnstile.plan.PlanText;

/** What was asked for, as text. */
final class ExportConfigText {

    private ExportConfigText() {}

    /** What tells an export from others. */
    static String identity(ExportRequest request, ExportEnvironment environment) {
        ObjectNode json = options(request, environment.clusters(request));
        environment.topicNames().forEach(json.putArray("topics")::add);
        json.put("at", request.at().map(Object::toString).orElse(null));
        return JsonText.compact(json);
    }

    /** {@code export_config.json}. It does not tell of {@code --at}: the offsets do, in the manifest. */
    static String file(ExportRequest request, TextClusters clusters) {
        return JsonText.pretty(options(request, clusters));
    }

    private static ObjectNode options(ExportRequest request, TextClusters clusters) {
        var options = request.options();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("plan", request.plan().name());
        json.put("plan_text", PlanText.of(request.plan()));
        json.put("split_seed", request.splitSeed());
        request.formats().forEach(format -> json.withArrayProperty("formats").add(Names.of(format)));
        json.put("shortfall", Names.of(request.onShortfall()));
        json.put("near_duplicates", options.keepsNearDuplicates() ? "keep" : "drop");
        json.set("near_duplicate_settings", JsonText.tree(clusters.settings()));
        json.put("weights", options.isWeighted());
        json.put("mix_judges", options.mixesJudges());
        json.put("release", options.isRelease());
        json.put("license", options.license());
        return json;
    }
}
