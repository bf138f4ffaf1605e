package io.turnstile.producers.generated;

import java.util.List;

/** How a turn ends. */
enum Ending {
    SUCCESS,
    CANCELLED,
    MAX_TOOL_CALLS,
    FAILED,
    OTHER;

    private static final List<String> RARE =
            List.of("length", "filtered", "rateLimited", "quotaExceeded", "networkError");

    static Ending draw(Draw draw, TurnShares shares) {
        double stopped = shares.cancelled() + shares.maxToolCalls() + shares.failed() + shares.otherResponse();
        return values()[
                draw.weighted(List.of(
                        Math.max(0, 1 - stopped),
                        shares.cancelled(),
                        shares.maxToolCalls(),
                        shares.failed(),
                        shares.otherResponse()))];
    }

    /** The ending as property responseType says it; clients spell cancelled in two ways. */
    String responseType(Draw draw) {
        return switch (this) {
            case SUCCESS -> "success";
            case CANCELLED -> draw.chance(0.5) ? "cancelled" : "canceled";
            case MAX_TOOL_CALLS -> "maxToolCalls";
            case FAILED -> "failed";
            case OTHER -> draw.pick(RARE);
        };
    }
}
