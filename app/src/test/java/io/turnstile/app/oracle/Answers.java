package io.turnstile.app.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All that one reader says of the logs: values as text, by subject and field. */
public final class Answers {

    private final TreeMap<Subject, Map<String, String>> answers = new TreeMap<>();

    /** @throws IllegalStateException if there is an answer on the subject already */
    public void add(Subject subject, Map<String, String> fields) {
        if (answers.putIfAbsent(subject, fields) != null) {
            throw new IllegalStateException("Two answers on " + subject + ": a reader must give one.");
        }
    }

    /** The fields of all subjects of a kind, by subject. */
    public SortedMap<Subject, Map<String, String>> of(Subject.Kind kind) {
        var found = new TreeMap<>(answers);
        found.keySet().removeIf(subject -> subject.kind() != kind);
        return found;
    }

    /** Those on some subjects. */
    public Answers on(Predicate<Subject> subjects) {
        var some = new Answers();
        answers.forEach((subject, fields) -> {
            if (subjects.test(subject)) {
                some.add(subject, fields);
            }
        });
        return some;
    }

    /** Those on some fields. */
    public Answers having(BiPredicate<Subject.Kind, String> wanted) {
        var some = new Answers();
        answers.forEach((subject, values) -> {
            var kept = new HashMap<>(values);
            kept.keySet().removeIf(field -> !wanted.test(subject.kind(), field));
            some.add(subject, kept);
        });
        return some;
    }

    /** The values of a field, with repetition and without null, over all subjects of a kind. */
    public Stream<String> values(Subject.Kind kind, String field) {
        return answers.entrySet().stream()
                .filter(answer -> answer.getKey().kind() == kind)
                .map(answer -> answer.getValue().get(field))
                .filter(Objects::nonNull);
    }

    /** Which fields the answers of each kind have. */
    public Map<Subject.Kind, Set<String>> fields() {
        var fields = new TreeMap<Subject.Kind, Set<String>>();
        answers.forEach((subject, values) ->
                fields.computeIfAbsent(subject.kind(), kind -> new TreeSet<>()).addAll(values.keySet()));
        return fields;
    }

    /** Where a reducer says something else. Kinds and fields that it does not answer at all are not compared. */
    public List<Difference> differences(Answers reducer) {
        Map<Subject.Kind, Set<String>> compared = reducer.fields();
        var subjects = new TreeSet<>(answers.keySet());
        subjects.addAll(reducer.answers.keySet());
        var differences = new ArrayList<Difference>();
        for (Subject subject : subjects) {
            if (compared.containsKey(subject.kind())) {
                compare(subject, reducer.answers.get(subject), compared.get(subject.kind()), differences);
            }
        }
        return differences;
    }

    private void compare(Subject subject, Map<String, String> actual, Set<String> fields, List<Difference> found) {
        Map<String, String> expected = answers.get(subject);
        if (expected == null || actual == null) {
            String isExpected = Boolean.toString(expected != null);
            found.add(new Difference(subject, Difference.EXISTENCE, isExpected, Boolean.toString(actual != null)));
            return;
        }
        for (String field : fields) {
            if (!Objects.equals(expected.get(field), actual.get(field))) {
                found.add(new Difference(subject, field, expected.get(field), actual.get(field)));
            }
        }
    }

    /** Fields by name, filled in one by one. */
    public static final class Fields {

        private final Map<String, String> values = new HashMap<>();

        public Fields with(String field, Object value) {
            values.put(field, value == null ? null : value.toString());
            return this;
        }

        public Map<String, String> values() {
            return values;
        }
    }
}
