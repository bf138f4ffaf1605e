package io.turnstile.datasets.export;

import io.turnstile.config.ConfigurationException;
import io.turnstile.plan.Plan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be exported, and how.
 *
 * @param plan what is drawn
 * @param splitSeed of the splits
 * @param directory where the files go
 * @param at up to when the topics are read; empty: up to their ends
 * @param formats of the rows
 * @param onShortfall what is done where turns are missing
 * @param options the rest
 */
public record ExportRequest(
        Plan plan,
        long splitSeed,
        Path directory,
        Optional<Instant> at,
        Set<FileFormat> formats,
        ShortfallPolicy onShortfall,
        Options options) {

    /**
     * What seldom differs.
     *
     * @param keepsNearDuplicates whether near-duplicates stay, as they do in {@code balanced.<plan>}
     * @param isWeighted whether all turns are taken and get weights, instead of as many of each class as the plan says
     * @param mixesJudges whether labels of different judges may stand together where the plan names none
     * @param releases who may be released; empty: the dataset is not for release
     * @param license its identifier, as Hugging Face has them
     */
    public record Options(
            boolean keepsNearDuplicates,
            boolean isWeighted,
            boolean mixesJudges,
            List<ReleaseRecord> releases,
            String license) {

        /** Without near-duplicates, without weights, of one judge, not for release. */
        public static final Options DEFAULT = new Options(false, false, false, List.of(), "other");

        private static final String IDENTIFIER = "[A-Za-z0-9][A-Za-z0-9.+-]*";

        /** @throws ConfigurationException if the license is no identifier */
        public Options {
            releases = List.copyOf(releases);
            if (!license.matches(IDENTIFIER)) {
                throw new ConfigurationException("--license " + license
                        + " is no identifier of a license. Give one such as mit, cc-by-4.0 or other.");
            }
        }

        /** Whether it is to be a release. */
        public boolean isRelease() {
            return !releases.isEmpty();
        }
    }

    /** @throws ConfigurationException if options contradict each other */
    public ExportRequest {
        if (formats.isEmpty()) {
            throw new ConfigurationException("--format names no format. Give parquet, jsonl or both.");
        }
        if (at.isPresent() && onShortfall == ShortfallPolicy.WAIT) {
            throw new ConfigurationException("--at fixes what is read, and --shortfall wait reads on. Leave one away.");
        }
        if (options.isWeighted() && onShortfall != ShortfallPolicy.REPORT) {
            throw new ConfigurationException(
                    "--weights takes all turns there are: nothing can be short, and --shortfall"
                            + " has no meaning. Leave one away.");
        }
        formats = Collections.unmodifiableSet(EnumSet.copyOf(formats));
    }
}
