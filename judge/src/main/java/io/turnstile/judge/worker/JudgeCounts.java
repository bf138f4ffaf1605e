package io.turnstile.judge.worker;

import io.turnstile.judge.NoLabel;
import java.util.Map;

/**
 * What a worker has sent since it was created. A request that is delivered again is counted again.
 *
 * @param judged requests that got a verdict
 * @param cached those among them whose answer was known already and cost no call
 * @param retracted tombstones that were passed on
 * @param withoutLabel requests that went to the dead letters because the judge gave no label, by reason; reasons without a
 *     request are left out
 * @param failed requests that went to the dead letters for any other reason
 * @param pauses how often nothing could be judged or stored for a while
 * @param inFlight requests in hand at present
 * @param probesAgreed golden cases that got their label
 * @param probesDisagreed golden cases that got another, or none
 * @param isDrifting whether the latest probes agree less than they must
 */
public record JudgeCounts(
        long judged,
        long cached,
        long retracted,
        Map<NoLabel, Long> withoutLabel,
        long failed,
        long pauses,
        long inFlight,
        long probesAgreed,
        long probesDisagreed,
        boolean isDrifting) {}
