package io.turnstile.app.demo;

import io.turnstile.judge.Judge;
import java.util.List;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param rows rows produced
 * @param deadLetters records in topic dead-letters
 * @param ignoredRows rows that take no part in assembly, by reason
 * @param turns turns with a conversation: live, abandoned, a subagent's or without a summary
 * @param conversations conversations by what became of them
 * @param judgeRequests turns that were to be judged
 * @param notJudged live turns of complete conversations that were not, by reason
 * @param labels labelled turns by label: 0 reasoning, 1 non-reasoning
 * @param labelCounts the running counts as topic label-counts has them
 * @param judge who gave the labels
 * @param seconds how long it took from the first row to the last label
 * @param datasets what was exported; empty where no files were wanted
 */
public record DemoSummary(
        long rows,
        long deadLetters,
        Map<String, Long> ignoredRows,
        long turns,
        Conversations conversations,
        long judgeRequests,
        Map<String, Long> notJudged,
        Map<String, Long> labels,
        List<Count> labelCounts,
        JudgeNote judge,
        double seconds,
        List<DatasetNote> datasets) {

    /** The same with what was exported. */
    DemoSummary with(List<DatasetNote> exported) {
        return new DemoSummary(
                rows,
                deadLetters,
                ignoredRows,
                turns,
                conversations,
                judgeRequests,
                notJudged,
                labels,
                labelCounts,
                judge,
                seconds,
                List.copyOf(exported));
    }

    /**
     * @param complete how many are complete
     * @param partial how many are partial, by reason
     * @param notAssembled how many make no conversation, by reason
     */
    public record Conversations(long complete, Map<String, Long> partial, Map<String, Long> notAssembled) {}

    /** One running count. */
    public record Count(String dataset, String stratum, String position, int label, long count) {}

    /**
     * @param fingerprint which judge
     * @param note what its labels are good for
     */
    public record JudgeNote(String fingerprint, String note) {

        static JudgeNote of(Judge judge) {
            return new JudgeNote(
                    judge.fingerprint(),
                    judge.isBaseline() ? "a baseline, not for release" : "measure it by 'turnstile judge eval'");
        }
    }
}
