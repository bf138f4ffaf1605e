-- Step 4: turns. All rows with one turn key are one turn, in whatever order and however often they came.

CREATE TABLE turn AS
WITH
-- A turn began with its first row, or before it: a summary tells how long the turn had lasted.
span AS (
    SELECT
        log,
        turn_key,
        min(happened_at)     AS started_at,
        max(happened_at)     AS last_event_at,
        min(conversation_id) AS conversation_id
    FROM telemetry
    GROUP BY ALL
),
measured_start AS (
    SELECT log, turn_key, min(happened_at - turn_duration_ms) AS started_at
    FROM summary_row
    WHERE turn_duration_ms < happened_at
    GROUP BY ALL
),
-- Sent again on every round, sometimes shortened: the longest, of equally long ones the smallest.
user_row AS (
    SELECT
        log,
        turn_key,
        text_of(fields, 'messagetext')               AS body,
        lower(stripped(text_of(fields, 'mode')))     AS mode
    FROM telemetry
    WHERE event = 'conversation.messagetext' AND source = 'user'
),
user_text AS (
    SELECT
        log,
        turn_key,
        first(body ORDER BY length(body) DESC, body) FILTER (WHERE body IS NOT NULL) AS user_text,
        min(mode)                                    AS stated_mode
    FROM user_row
    GROUP BY ALL
),
-- The latest; of two at one time the longest, then the smallest.
model_row AS (
    SELECT log, turn_key, happened_at, text_of(fields, 'messagetext') AS body
    FROM telemetry
    WHERE event = 'conversation.messagetext' AND source = 'model' AND text_of(fields, 'messagetext') IS NOT NULL
),
model_text AS (
    SELECT
        log,
        turn_key,
        max(happened_at)                                                   AS model_text_at,
        first(body ORDER BY happened_at DESC, length(body) DESC, body)     AS model_text
    FROM model_row
    GROUP BY ALL
),
panel AS (
    SELECT
        log,
        turn_key,
        min(small(fields, numbers, 'turn'))          AS panel_turn_index
    FROM telemetry
    WHERE event = 'panel.request'
    GROUP BY ALL
),
parent AS (
    -- Some clients name the turn itself as its parent; that makes it nobody's.
    SELECT log, turn_key, min(id_of(fields, 'parentrequestid')) AS parent_request_id
    FROM telemetry
    WHERE event IN ('panel.request', 'engine.messages.length')
      AND id_of(fields, 'parentrequestid') <> turn_key
    GROUP BY ALL
),
-- Whose turn it is: what redaction puts in the place of the user's name, the smallest where rows differ. A name in clear
-- is nobody's.
owner AS (
    SELECT log, turn_key, min(fields['common.username']) AS user_hash
    FROM telemetry
    WHERE regexp_full_match(fields['common.username'], 'hmac-sha256:[0-9a-f]{32}')
    GROUP BY ALL
),
summarization AS (
    SELECT log, turn_key, list_sort(list_distinct(list(happened_at))) AS summarized_at
    FROM telemetry
    WHERE event = 'summarizedconversationhistory'
      -- The event comes for each attempt; one that failed leaves the history as it was.
      AND coalesce(lower(trim(text_of(fields, 'outcome'))), 'success') = 'success'
    GROUP BY ALL
),
calls AS (
    SELECT
        log,
        turn_key,
        bool_and(is_subagent)                                  AS are_all_subagents,
        count(*) FILTER (WHERE takes_part)                     AS taking_part,
        first(prompt_tokens ORDER BY place) FILTER (WHERE takes_part) AS first_prompt,
        last(prompt_tokens ORDER BY place) FILTER (WHERE takes_part)  AS last_prompt,
        first(model ORDER BY place) FILTER (WHERE model IS NOT NULL)  AS first_model
    FROM call
    GROUP BY ALL
)
SELECT
    log,
    turn_key                                                   AS message_id,
    span.conversation_id,
    least(span.started_at, coalesce(measured_start.started_at, span.started_at)) AS started_at,
    span.last_event_at,
    user_text.user_text,
    user_text.stated_mode,
    coalesce(user_text.stated_mode, mode_of(summary.intent_id)) AS mode,
    model_text.model_text,
    model_text.model_text_at,
    panel.panel_turn_index,
    parent.parent_request_id,
    owner.user_hash,
    summarization.summarized_at,
    -- The summary, but for its place: that counts from 1.
    summary.happened_at                                        AS summary_at,
    summary.turn_index                                         AS stated_turn_index,
    CASE WHEN summary.turn_index >= 1 THEN summary.turn_index END AS turn_index,
    summary.* EXCLUDE (log, turn_key, happened_at, turn_index),
    -- The model as the client says, else the first call's.
    coalesce(summary.model, calls.first_model)                 AS ran_on,
    calls.turn_key IS NOT NULL                                 AS has_calls,
    coalesce(calls.taking_part, 0)                             AS calls_taking_part,
    calls.last_prompt - calls.first_prompt                     AS token_growth,
    -- Recognised before all else: a parent is named, or every call is a subagent's.
    parent.parent_request_id IS NOT NULL OR coalesce(calls.are_all_subagents, false) AS is_subagent
FROM span
LEFT JOIN measured_start USING (log, turn_key)
LEFT JOIN user_text      USING (log, turn_key)
LEFT JOIN model_text     USING (log, turn_key)
LEFT JOIN panel          USING (log, turn_key)
LEFT JOIN parent         USING (log, turn_key)
LEFT JOIN owner          USING (log, turn_key)
LEFT JOIN summarization  USING (log, turn_key)
LEFT JOIN calls          USING (log, turn_key)
LEFT JOIN summary        USING (log, turn_key)
-- Background calls name no conversation in any row.
WHERE span.conversation_id IS NOT NULL;
