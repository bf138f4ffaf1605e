-- Step 7: how the prompt grew from call to call, across the live turns of a conversation.
--
-- The first call of turn 1 grew by all its prompt tokens. Any other grew by the signed difference to the call before; by
-- nothing that is known (NULL) where that call was not captured: a turn between is missing, or made requests of which
-- no call was captured.

CREATE TABLE live_turn AS
WITH marked AS (
    SELECT
        *,
        turn_index <> coalesce(lag(turn_index) OVER branch, 0) + 1     AS is_behind_gap,
        calls_taking_part = 0 AND coalesce(num_requests, 1) > 0        AS hides_its_calls
    FROM role SEMI JOIN conversation USING (log, conversation_id)
    WHERE role = 'LIVE'
    WINDOW branch AS (PARTITION BY log, conversation_id ORDER BY turn_index)
)
SELECT
    *,
    count(*) FILTER (WHERE is_behind_gap) OVER (branch ROWS UNBOUNDED PRECEDING)
        + count(*) FILTER (WHERE hides_its_calls) OVER (branch ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                                                         AS gaps_before
FROM marked
WINDOW branch AS (PARTITION BY log, conversation_id ORDER BY turn_index);

CREATE TABLE grown_call AS
WITH compared AS (
    SELECT
        call.*,
        live_turn.conversation_id,
        -- Without a gap between the two, both have as many gaps before them.
        CASE WHEN live_turn.gaps_before = coalesce(lag(live_turn.gaps_before) OVER calls, 0)
             THEN prompt_tokens - coalesce(lag(prompt_tokens) OVER calls, 0) END AS prompt_token_delta,
        lag(call.happened_at) OVER calls                 AS previous_at,
        lag(call.model) OVER calls                       AS previous_model
    FROM call JOIN live_turn ON call.log = live_turn.log AND call.turn_key = live_turn.message_id
    WHERE call.takes_part
    WINDOW calls AS (PARTITION BY call.log, live_turn.conversation_id ORDER BY live_turn.turn_index, call.place)
),
summarization AS (
    SELECT log, conversation_id, unnest(summarized_at) AS happened_at
    FROM live_turn
),
summarized AS (
    SELECT DISTINCT compared.log, compared.turn_key, compared.place
    FROM compared JOIN summarization
      ON summarization.log = compared.log
     AND summarization.conversation_id = compared.conversation_id
     AND summarization.happened_at BETWEEN compared.previous_at AND compared.happened_at
)
SELECT
    compared.log,
    compared.turn_key,
    compared.place,
    prompt_token_delta,
    -- Why it fell, where that is known.
    CASE WHEN prompt_token_delta >= 0 OR prompt_token_delta IS NULL THEN NULL
         WHEN summarized.place IS NOT NULL                          THEN 'SUMMARIZED'
         WHEN previous_model IS DISTINCT FROM model                 THEN 'MODEL_SWITCH' END AS delta_cause
FROM compared LEFT JOIN summarized USING (log, turn_key, place);
