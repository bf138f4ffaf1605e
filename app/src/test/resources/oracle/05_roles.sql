-- Step 5: what each turn is to its conversation.
--
-- STRAY         nothing but a model's text: the final one is sent again under an id that is no turn's
-- SUBAGENT      run by a subagent
-- UNSUMMARIZED  ended without a summary, or it was not captured
-- UNPLACED      its summary does not say its place
-- ABANDONED     edited, retried, or undone by a restored checkpoint: another turn with a smaller or equal index started
--               later. Of two that started at one time the greater index is the later, then the greater id (choice of
--               TurnsByRole's javadoc).
-- LIVE          the rest

CREATE TABLE role AS
WITH told_apart AS (
    SELECT
        *,
        CASE
            WHEN user_text IS NULL AND stated_mode IS NULL AND summary_at IS NULL AND panel_turn_index IS NULL
                 AND parent_request_id IS NULL AND summarized_at IS NULL AND NOT has_calls THEN 'STRAY'
            WHEN is_subagent        THEN 'SUBAGENT'
            WHEN summary_at IS NULL THEN 'UNSUMMARIZED'
            WHEN turn_index IS NULL THEN 'UNPLACED'
            ELSE 'CAPTURED'
        END AS kind
    FROM turn
)
SELECT
    *,
    CASE
        WHEN kind <> 'CAPTURED'                        THEN kind
        WHEN min(turn_index) OVER later <= turn_index  THEN 'ABANDONED'
        ELSE 'LIVE'
    END AS role
FROM told_apart
WINDOW later AS (
    PARTITION BY log, conversation_id, kind
    ORDER BY started_at, turn_index, message_id
    ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING);
