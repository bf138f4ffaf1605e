package io.turnstile.datasets.export;

import java.sql.SQLException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who gave the labels of the rows that are taken.
 *
 * @param judges fingerprints, without people's
 * @param people fingerprints of people's decisions
 * @param isBaseline whether a baseline judge is among them
 */
record JudgesOfRows(SortedSet<String> judges, SortedSet<String> people, boolean isBaseline) {

    static JudgesOfRows in(WorkFile work) throws SQLException {
        var judges = new TreeSet<String>();
        var people = new TreeSet<String>();
        work.query(
                "SELECT DISTINCT fingerprint, is_reviewed FROM dataset",
                row -> (row.getBoolean(2) ? people : judges).add(row.getString(1)));
        boolean isBaseline = work.number("SELECT count(*) FROM dataset WHERE is_baseline") > 0;
        return new JudgesOfRows(judges, people, isBaseline);
    }

    /** All fingerprints. */
    SortedSet<String> all() {
        var all = new TreeSet<>(judges);
        all.addAll(people);
        return all;
    }

    /** @throws ExportException if there are several, and nobody asked for that */
    void requireOne(ExportRequest request) {
        boolean isAsked = request.options().mixesJudges()
                || !request.plan().pool().fingerprints().isEmpty();
        if (judges.size() > 1 && !isAsked) {
            throw new ExportException(
                    ExportException.Reason.SEVERAL_JUDGES,
                    "The labels are of several judges: " + String.join(", ", judges)
                            + ". Their labels do not compare. Name those to take in the plan (fingerprints=), or give"
                            + " --mix-judges.");
        }
    }

    /** @throws ExportException if a release is asked for, and a judge is a baseline or has no record of its release */
    void requireReleased(ExportRequest.Options options) {
        if (!options.isRelease()) {
            return;
        }
        List<String> released =
                options.releases().stream().map(ReleaseRecord::fingerprint).toList();
        String others = judges.stream()
                .filter(fingerprint -> !released.contains(fingerprint))
                .collect(Collectors.joining(", "));
        if (isBaseline || !others.isEmpty()) {
            throw new ExportException(
                    ExportException.Reason.NOT_RELEASABLE,
                    isBaseline
                            ? "Labels of a baseline judge are not for release: " + String.join(", ", judges) + "."
                            : "No release record is of " + others
                                    + ". 'turnstile judge eval --release FILE' writes one.");
        }
    }
}
