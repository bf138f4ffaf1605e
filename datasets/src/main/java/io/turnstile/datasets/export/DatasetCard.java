package io.turnstile.datasets.export;

import io.turnstile.plan.Plan;
import io.turnstile.plan.PlanText;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code README.md}: the dataset's card, with the head that Hugging Face's tools read. */
final class DatasetCard {

    private final ExportResult result;
    private final Draw draw;
    private final Plan plan;
    private final CardHead head;
    private final StringBuilder text = new StringBuilder();

    private DatasetCard(ExportResult result, CardHead head) {
        this.result = result;
        this.draw = result.draw();
        this.plan = draw.plan();
        this.head = head;
    }

    /** @param files all that are written but for card and manifest */
    static String of(ExportResult result, Collection<DatasetFile> files) {
        return new DatasetCard(result, CardHead.of(result, files)).text();
    }

    private String text() {
        text.append(head.text());
        line("# " + plan.name());
        line("");
        line("What users asked a coding agent, each request with a label that says what kind of model it needs:"
                + " `reasoning` (0) or `non-reasoning` (1). It is for training a router. Made by Turnstile from plan"
                + " `" + PlanText.of(result.request().plan()) + "`.");
        line("");
        release();
        howDrawn();
        counts();
        prevalence();
        columns();
        plots();
        limits();
        return text.toString();
    }

    private void release() {
        line("## Whether it may be released");
        line("");
        if (result.request().options().isRelease()) {
            line(
                    "Released: yes. Every judge below has passed its gate on a golden set; the evidence is in `manifest.json`.");
        } else if (result.judges().isBaseline()) {
            line(
                    "**Released: no. Labels of a baseline judge are in it: it is not for release, and not to train on.** It"
                            + " shows that the files load.");
        } else {
            line("Released: no. Nobody has shown that its judges pass their gate.");
        }
        line("");
        line("Labels by: "
                + result.judges().all().stream().map(each -> "`" + each + "`").collect(Collectors.joining(", ")) + ".");
        line("");
    }

    private void howDrawn() {
        line("## How it was drawn");
        line("");
        line("From " + number(result.contents().candidates()) + " labelled turns of dataset `"
                + Names.of(plan.pool().kind())
                + "`, up to fixed offsets of the topic. `manifest.json` has them: the same"
                + " offsets give the same files, byte for byte.");
        line("");
        line(
                "- **Splits** by a seeded hash of the user (of the conversation, where the user is not known): 83 % train, 9 %"
                        + " validation, 8 % test. All turns of a user are in one split.");
        line("- **Repeats**: " + limit() + " `text_count` says how often the text was asked.");
        line("- **Near-duplicates**: " + nearDuplicates());
        line("- **Balance**: " + balance());
        line("- Rows stand in the order of the hash that drew them. The first n of a class are a sample too.");
        line("");
    }

    private String limit() {
        var cap = plan.pool().capPerText();
        return cap.isNone()
                ? "equal texts all stay, in one split."
                : "of equal texts (case and white space aside) at most " + cap.limit()
                        + " are drawn, all in one split.";
    }

    private String nearDuplicates() {
        return result.request().options().keepsNearDuplicates()
                ? "they were not looked at: they may stand in different splits."
                : "they count as equal texts; " + number(result.nearDuplicates().leftOut()) + " turns were left out."
                        + crowds();
    }

    private String crowds() {
        int crowded = result.nearDuplicates().crowdedBuckets();
        return crowded == 0
                ? ""
                : " Of similar texts, " + number(crowded) + " groups were so large that not all of their pairs were"
                        + " compared: near-duplicates may be left, in different splits too.";
    }

    private String balance() {
        return draw.isWeighted()
                ? "no turn was left out for it. `weight` makes the weighted shares of the classes " + plan.ratio()
                        + ", and" + " is 1 in the mean."
                : "reasoning to non-reasoning is " + plan.ratio()
                        + " in every split; within a class, strata and positions"
                        + " share the quota, and within these every turn had the same chance. No turn is there twice.";
    }

    private void counts() {
        line("| split | class | rows | asked for | available |");
        line("|---|---|---:|---:|---:|");
        draw.quotas()
                .forEach((share, quota) -> line("| " + Names.of(share.split()) + " | " + Names.label(share) + " | "
                        + number(draw.taken(share)) + " | " + (draw.isWeighted() ? "all" : number(quota)) + " | "
                        + number(draw.available().get(share)) + " |"));
        line("");
        if (!draw.shortfalls().isEmpty()) {
            line("**Short:** " + Shortfalls.text(draw) + ". The ratio does not hold where a class is short.");
            line("");
        }
        int asked = result.request().plan().size();
        if (plan.size() < asked) {
            line("The plan asks for " + number(asked) + " turns. There were not enough, and " + number(plan.size())
                    + " is the largest size at which the ratio holds in every split.");
            line("");
        }
    }

    private void prevalence() {
        line("## At natural prevalence");
        line("");
        line("Balanced data flatter a model. Configuration `natural` has validation and test with the classes as they"
                + " come: measure with it what a router would do in use.");
        line("");
    }

    private void columns() {
        line("## Columns");
        line("");
        line("| columns | what for |");
        line("|---|---|");
        for (DatasetColumn.Group group : DatasetColumn.Group.values()) {
            String names = DatasetColumn.ALL.stream()
                    .filter(column -> column.group() == group)
                    .map(column -> "`" + column.name() + "`")
                    .collect(Collectors.joining(", "));
            line("| " + names + " | " + group.meaning() + " |");
        }
        line("");
    }

    private void plots() {
        line("## Figures");
        line("");
        head.plots().forEach(path -> line("![" + path.replaceAll(".*/|\\.svg", "") + "](" + path + ")"));
        line("");
        line("The numbers are in `dataset_stats.json`.");
        line("");
    }

    private void limits() {
        line("## Limits");
        line("");
        line(
                "- The labels are a judge's, or people's where `is_reviewed` says so. They are as good as its agreement with"
                        + " people, and share its bias.");
        line("- The text is what the user wrote in one turn, redacted. What the model saw beside it is not here.");
        line("- `stratum` and `position` are known in hindsight, too. They balanced the sample; they are no inputs.");
        line("- `hindsight_is_likely_reasoning` tells which model ran, not which was needed.");
        line("- The users are those whose telemetry was collected, and no sample of all.");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
