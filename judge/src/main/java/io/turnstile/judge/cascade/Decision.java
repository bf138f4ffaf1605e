package io.turnstile.judge.cascade;

import io.turnstile.judge.answer.DimensionScores;
import io.turnstile.judge.answer.JudgeAnswer;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToIntFunction;

/**
 * What an odd number of votes amounts to.
 *
 * @param label the majority's
 * @param score the median: it lies on the majority's side of the threshold
 * @param confidence the mean of what each vote gives to the label, which is its confidence if it voted for it and the
 *     rest to 1 if not; at least 0.5, because the label won. A single vote keeps its own
 * @param dimensions the median of each
 * @param criteriaMet the criteria that more than half of the votes found met, in the rubric's order
 * @param softLabel the mean; empty if a vote has none
 * @param spokesman the vote of the majority that is surest of it, the first of several: its rationale and evidence stand
 *     for the verdict
 */
public record Decision(
        int label,
        int score,
        double confidence,
        DimensionScores dimensions,
        List<String> criteriaMet,
        OptionalDouble softLabel,
        JudgeAnswer spokesman) {

    /**
     * @param ballots an odd number of votes in the order in which they were cast
     * @param criteria the names of all criteria, in the rubric's order
     * @throws IllegalArgumentException if their number is even
     */
    public static Decision of(List<Ballot> ballots, List<String> criteria) {
        if (ballots.size() % 2 == 0) {
            throw new IllegalArgumentException(ballots.size() + " votes could be tied: cast an odd number.");
        }
        var answers = ballots.stream().map(Ballot::answer).toList();
        int label = median(answers, JudgeAnswer::label);
        return new Decision(
                label,
                median(answers, JudgeAnswer::score),
                confidence(answers, label),
                dimensions(answers),
                criteria.stream().filter(name -> isMet(answers, name)).toList(),
                softLabel(ballots),
                spokesman(answers, label));
    }

    private static double confidence(List<JudgeAnswer> answers, int label) {
        double mean = answers.stream()
                .mapToDouble(answer -> answer.label() == label ? answer.confidence() : 1 - answer.confidence())
                .average()
                .orElseThrow();
        return Math.max(0.5, mean);
    }

    private static DimensionScores dimensions(List<JudgeAnswer> answers) {
        return new DimensionScores(
                median(answers, answer -> answer.dimensions().reasoning()),
                median(answers, answer -> answer.dimensions().code()),
                median(answers, answer -> answer.dimensions().debugging()),
                median(answers, answer -> answer.dimensions().tools()));
    }

    private static boolean isMet(List<JudgeAnswer> answers, String criterion) {
        long times = answers.stream()
                .filter(answer -> answer.criteriaMet().contains(criterion))
                .count();
        return 2 * times > answers.size();
    }

    private static OptionalDouble softLabel(List<Ballot> ballots) {
        return ballots.stream().allMatch(ballot -> ballot.softLabel().isPresent())
                ? ballots.stream()
                        .mapToDouble(ballot -> ballot.softLabel().getAsDouble())
                        .average()
                : OptionalDouble.empty();
    }

    private static JudgeAnswer spokesman(List<JudgeAnswer> answers, int label) {
        return answers.stream()
                .filter(answer -> answer.label() == label)
                .sorted(Comparator.comparingDouble(JudgeAnswer::confidence).reversed())
                .findFirst()
                .orElseThrow();
    }

    private static int median(List<JudgeAnswer> answers, ToIntFunction<JudgeAnswer> value) {
        return answers.stream().mapToInt(value).sorted().toArray()[answers.size() / 2];
    }
}
