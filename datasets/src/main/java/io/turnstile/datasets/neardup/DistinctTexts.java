package io.turnstile.datasets.neardup;

import io.turnstile.plan.NormalisedText;
import java.util.Arrays;
import java.util.List;

/**
 * The different normalised texts, numbered in their order. All that follows works on the numbers, so the order in which
 * texts were given is forgotten here.
 *
 * @param normalised in order
 * @param numbers for each given text the number of its normalised one
 */
record DistinctTexts(String[] normalised, int[] numbers) implements TextSource {

    static DistinctTexts of(List<Text> texts) {
        String[] all =
                texts.stream().map(text -> NormalisedText.of(text.text())).toArray(String[]::new);
        String[] distinct = Arrays.stream(all).sorted().distinct().toArray(String[]::new);
        int[] numbers = Arrays.stream(all)
                .mapToInt(text -> Arrays.binarySearch(distinct, text))
                .toArray();
        return new DistinctTexts(distinct, numbers);
    }

    @Override
    public int size() {
        return normalised.length;
    }

    @Override
    public String at(int place) {
        return normalised[place];
    }
}
