-- Step 6: conversations, and whether they are complete.
--
-- Complete: the smallest index of a live turn is 1, and there are as many distinct ones as the largest says. It is taken
-- before any filter on how turns ended.

CREATE TABLE conversation AS
WITH counted AS (
    SELECT
        log,
        conversation_id,
        min(started_at)                                        AS started_at,
        max(last_event_at)                                     AS last_event_at,
        min(turn_index)            FILTER (WHERE role = 'LIVE') AS min_turn_index,
        max(turn_index)            FILTER (WHERE role = 'LIVE') AS max_turn_index,
        count(DISTINCT turn_index) FILTER (WHERE role = 'LIVE') AS captured_turn_count,
        max(started_at)            FILTER (WHERE role = 'LIVE') AS last_live_started_at,
        min(user_hash)             FILTER (WHERE role = 'LIVE') AS user_hash,
        count(*) FILTER (WHERE role = 'ABANDONED')             AS abandoned_turn_count,
        count(*) FILTER (WHERE role = 'SUBAGENT')              AS subagent_turn_count,
        count(*) FILTER (WHERE role = 'UNSUMMARIZED')          AS without_summary,
        count(*) FILTER (WHERE role = 'UNPLACED')              AS without_place,
        -- A mode that was not captured is taken: there is no evidence against it. The live turns decide; where a chat
        -- has none, because no summary of it says a place, all of the user's own that were seen.
        coalesce(
            bool_or(mode IS NULL OR mode IN (FROM taken_mode)) FILTER (WHERE role = 'LIVE'),
            bool_or(mode IS NULL OR mode IN (FROM taken_mode)) FILTER (WHERE role IN ('UNSUMMARIZED', 'UNPLACED')),
            true)                                              AS is_mode_taken,
        list(message_id ORDER BY turn_index) FILTER (WHERE role = 'LIVE') AS turn_order,
        -- Every request of every live turn has its call: a summary without numRequests promises one.
        coalesce(bool_and(calls_taking_part >= coalesce(num_requests, 1)) FILTER (WHERE role = 'LIVE'), true)
                                                               AS are_all_calls_captured
    FROM role
    GROUP BY ALL
),
seen_before_the_last AS (
    SELECT log, conversation_id, count(*) AS without_summary_before
    FROM role JOIN counted USING (log, conversation_id)
    WHERE role.role = 'UNSUMMARIZED' AND role.started_at < counted.last_live_started_at
    GROUP BY ALL
),
judged AS (
    SELECT
        *,
        max_turn_index - captured_turn_count AS missing,
        CASE
            WHEN max_turn_index IS NULL AND without_place = 0         THEN 'NO_SUMMARY'
            WHEN max_turn_index IS NULL                               THEN 'NO_TURN_INDEX'
            WHEN min_turn_index = 1 AND missing = 0                   THEN NULL
            -- Every turn that is missing was seen, but ended without its summary.
            WHEN coalesce(without_summary_before, 0) >= missing       THEN 'NO_SUMMARY'
            WHEN min_turn_index > 1                                   THEN 'MISSING_FIRST_TURN'
            ELSE 'GAP'
        END AS partial_reason
    FROM counted LEFT JOIN seen_before_the_last USING (log, conversation_id)
)
SELECT
    *,
    partial_reason IS NULL                                     AS is_complete,
    without_summary + without_place                            AS unsummarized_turn_count,
    CASE WHEN partial_reason IS NOT NULL           THEN NULL
         WHEN captured_turn_count BETWEEN 3 AND 5   THEN 'SHORT'
         WHEN captured_turn_count BETWEEN 6 AND 10  THEN 'MEDIUM'
         WHEN captured_turn_count BETWEEN 11 AND 20 THEN 'LONG' END AS stratum,
    partial_reason IS NULL AND are_all_calls_captured          AS delta_reliable
FROM judged
WHERE is_mode_taken
  -- Older clients give a subagent a conversation of its own.
  AND NOT (subagent_turn_count > 0 AND captured_turn_count + without_summary + without_place = 0);
