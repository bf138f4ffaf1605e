package io.turnstile.datasets.export;

import io.turnstile.plan.Candidate;
import io.turnstile.plan.Sample;
import java.sql.SQLException;
import java.util.List;

/**
 * What a plan draws from a snapshot.
 *
 * @param draw what is taken
 * @param candidates from what, as members of their clusters
 * @param nearDuplicates what came of them
 */
record Drawing(Draw draw, List<Candidate> candidates, NearDuplicates.Counts nearDuplicates) {

    static Drawing of(
            WorkFile work, Snapshot snapshot, ExportRequest request, TextClusters clusters, ExportProgress progress)
            throws SQLException {
        progress.check();
        boolean keeps = request.options().keepsNearDuplicates();
        int crowdedBuckets = 0;
        if (keeps) {
            NearDuplicates.none(work);
        } else {
            progress.show("looking for near-duplicates");
            crowdedBuckets = NearDuplicates.find(work, clusters, progress);
        }
        progress.check();
        progress.show("drawing");
        List<Candidate> candidates = snapshot.candidates();
        List<Candidate> members = keeps ? candidates : NearDuplicates.clustered(work, candidates);
        Draw draw = Draw.of(request.plan(), members, request.options().isWeighted());
        long leftOut = keeps ? 0 : leftOut(request, candidates, members);
        return new Drawing(draw, members, NearDuplicates.counts(work, leftOut, crowdedBuckets));
    }

    private static long leftOut(ExportRequest request, List<Candidate> candidates, List<Candidate> members) {
        var pool = request.plan().pool();
        return Sample.capped(pool, candidates).size()
                - (long) Sample.capped(pool, members).size();
    }
}
