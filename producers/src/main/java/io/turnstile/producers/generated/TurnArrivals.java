package io.turnstile.producers.generated;

import io.turnstile.schema.TelemetryRow;
import java.util.ArrayList;
import java.util.List;

/** Writes all rows that a turn brings, with the time at which each arrives. */
final class TurnArrivals {

    /** Room for the rows of one turn in a conversation's sequence numbers. */
    private static final long SEQUENCES_PER_TURN = 10_000;

    private static final long UPLOAD_MILLIS = 200;

    private final RowShares shares;

    TurnArrivals(RowShares shares) {
        this.shares = shares;
    }

    /** The rows in no particular order; none arrives before the turn began. */
    List<TimedRow> of(ConversationPlan conversation, int turnNumber) {
        TurnPlan turn = conversation.turns().get(turnNumber);
        if (turn.fate() == Fate.LOST) {
            return List.of();
        }
        Draw draw = Draw.from(turn.seed());
        var drafts = new ArrayList<>(TurnRows.of(conversation, turn, shares, draw));
        drafts.addAll(NoiseRows.of(conversation, turn, shares, draw));
        var shape = new RowShape(conversation, shares, draw);
        var rows = new ArrayList<TimedRow>(drafts.size() + 4);
        for (RowDraft draft : drafts) {
            add(rows, conversation, draft, shape, draw, turnNumber * SEQUENCES_PER_TURN + rows.size());
            if (isInBothStores(conversation, draft, draw)) {
                long number = turnNumber * SEQUENCES_PER_TURN + rows.size();
                TelemetryRow staff = rows.get(rows.size() - 1).row();
                rows.add(new TimedRow(
                        arrival(draft, draw),
                        conversation.ordinal(),
                        number,
                        shape.inProductCluster(staff, number),
                        ignoredInProductCluster(draft)));
            }
        }
        return rows;
    }

    /** Texts never reach the product cluster. */
    private boolean isInBothStores(ConversationPlan conversation, RowDraft draft, Draw draw) {
        boolean isStaffEventWithoutText =
                conversation.client() != Client.PRODUCT && !draft.event().equals("conversation.messageText");
        return isStaffEventWithoutText && draw.chance(shares.bothStores());
    }

    /** A summary there names no turn. */
    private static IgnoredReason ignoredInProductCluster(RowDraft draft) {
        return draft.ignored() == null && draft.event().startsWith("toolCallDetails")
                ? IgnoredReason.NO_TURN_KEY
                : draft.ignored();
    }

    private void add(
            List<TimedRow> rows,
            ConversationPlan conversation,
            RowDraft draft,
            RowShape shape,
            Draw draw,
            long number) {
        var row = shape.row(draft, number);
        int ordinal = conversation.ordinal();
        rows.add(new TimedRow(arrival(draft, draw), ordinal, number, row, draft.ignored()));
        if (draw.chance(shares.duplicate())) {
            rows.add(new TimedRow(arrival(draft, draw), ordinal, number + 1, RowShape.copy(row), draft.ignored()));
        }
    }

    private long arrival(RowDraft draft, Draw draw) {
        long longest = draw.chance(shares.late())
                ? shares.maxLateness().toMillis()
                : shares.jitter().toMillis();
        return draft.at() + UPLOAD_MILLIS + draw.between(0L, longest);
    }
}
