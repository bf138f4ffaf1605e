package io.turnstile.datasets.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Checks a dataset: that it is whole, that it is what its manifest says, and that nothing leaks between its splits. */
public final class DatasetVerification {

    private DatasetVerification() {}

    /**
     * Checks a dataset. What counts as a near-duplicate is what counted when it was exported.
     *
     * @param directory of a finished export
     * @throws DatasetUnreadableException if it has no manifest, or if its files cannot be read at all
     */
    public static VerificationReport of(Path directory) {
        DatasetManifest manifest = DatasetManifest.read(directory);
        try {
            Path real = directory.toRealPath();
            try (Connection connection = DuckDb.over(real)) {
                return of(connection, real, manifest);
            }
        } catch (SQLException | IOException e) {
            throw new DatasetUnreadableException(
                    "The dataset in " + directory + " cannot be read: " + e.getMessage()
                            + ". Check that its files are whole and may be read.",
                    e);
        }
    }

    static VerificationReport of(Connection connection, Path directory, DatasetManifest manifest)
            throws SQLException, IOException {
        var files = SplitFiles.open(connection, directory, manifest);
        var further = FurtherFiles.open(connection, directory, manifest);
        var dataset = new Dataset(directory, manifest, files.read());
        var checks = new ArrayList<>(ofFiles(new FileChecks(directory, manifest, files, further), files));
        checks.addAll(ofContents(dataset));
        checks.add(new ConversationSplits(connection, files, further).check());
        return new VerificationReport(checks);
    }

    /** What is looked at once the rows are read. */
    static List<Check> ofContents(Dataset dataset) throws IOException {
        var checks = new ArrayList<Check>();
        checks.add(Labels.check(dataset));
        checks.addAll(ofRows(new RowChecks(dataset)));
        checks.addAll(ofCounts(new CountChecks(dataset)));
        checks.addAll(ofLeaks(new LeakChecks(dataset)));
        return checks;
    }

    private static List<Check> ofFiles(FileChecks checks, SplitFiles files) throws SQLException, IOException {
        return List.of(
                checks.complete(),
                checks.unchanged(),
                checks.readable(),
                checks.rows(),
                checks.formats(),
                ColumnChecks.columns(files),
                ColumnChecks.hindsight(files));
    }

    private static List<Check> ofRows(RowChecks checks) {
        return List.of(
                checks.complete(),
                checks.weights(),
                checks.splitColumn(),
                checks.splitOfOwner(),
                checks.fingerprints(),
                checks.messages(),
                checks.order());
    }

    private static List<Check> ofCounts(CountChecks checks) {
        return List.of(checks.counts(), checks.ratio(), checks.quotas(), checks.prevalence());
    }

    private static List<Check> ofLeaks(LeakChecks checks) {
        return List.of(
                checks.conversations(),
                checks.users(),
                checks.texts(),
                checks.nearDuplicates(),
                checks.textCap(),
                checks.nearDuplicateCap(),
                checks.conversationCap());
    }
}
