-- Step 8: the answers, in the columns in which they are compared. Times are epoch milliseconds.

CREATE VIEW answer_conversation AS
WITH first_use AS (
    SELECT log, conversation_id, ran_on, min(turn_index) AS turn_index
    FROM live_turn
    WHERE ran_on IS NOT NULL
    GROUP BY ALL
),
used_models AS (
    SELECT log, conversation_id, string_agg(ran_on, ' ' ORDER BY turn_index) AS models
    FROM first_use
    GROUP BY ALL
)
SELECT
    conversation_id,
    '' AS place,
    is_complete,
    partial_reason,
    started_at,
    last_event_at,
    min_turn_index,
    max_turn_index,
    captured_turn_count,
    abandoned_turn_count,
    subagent_turn_count,
    unsummarized_turn_count,
    stratum,
    delta_reliable,
    coalesce(used_models.models, '') AS models,
    coalesce(array_to_string(turn_order, ' '), '') AS turn_order,
    user_hash
FROM conversation LEFT JOIN used_models USING (log, conversation_id);

CREATE VIEW live_turn_signals AS
WITH counted AS (
    SELECT *, coalesce(list_sum(list_transform(tool_counts, lambda count: count.calls)), 0) AS tool_calls FROM live_turn
)
SELECT
    *,
    is_synthetic_text(user_text) AS is_synthetic,
    CASE WHEN num_requests = 0   THEN NULL
         WHEN num_requests = 1   THEN 'SIMPLE'
         WHEN num_requests <= 3  THEN 'MODERATE'
         WHEN num_requests <= 10 THEN 'COMPLEX'
         WHEN num_requests > 10  THEN 'VERY_COMPLEX' END AS complexity,
    len(tool_counts)             AS tool_diversity,
    array_to_string(list_transform(tool_counts, lambda count: count.tool || '=' || count.calls), ' ') AS tool_counts_text,
    -- numRequests is measured; that it is the number of tool calls plus one is a check.
    CASE WHEN num_requests IS NULL OR tool_counts IS NULL         THEN NULL
         WHEN num_requests = tool_calls + 1                       THEN 'AGREES'
         WHEN num_requests > tool_calls + 1                       THEN 'UNEXPLAINED'
         WHEN num_requests = tool_calls AND response_type IS DISTINCT FROM 'success' THEN 'STOPPED_ON_TOOL_ROUND'
         ELSE 'PARALLEL_CALLS' END AS round_check
FROM counted;

CREATE VIEW answer_turn AS
SELECT
    conversation_id,
    message_id AS place,
    started_at,
    last_event_at,
    mode,
    user_text,
    model_text,
    model_text_at,
    panel_turn_index,
    parent_request_id,
    coalesce(array_to_string(summarized_at, ' '), '') AS summarized_at,
    summary_at,
    turn_index,
    response_type,
    model,
    intent_id,
    num_requests,
    tool_counts_text AS tool_counts,
    turn_duration_ms,
    session_duration_ms,
    prompt_token_count,
    message_char_len,
    available_tool_count,
    invalid_tool_call_count,
    tool_token_count,
    total_tool_calls,
    parallel_tool_call_rounds,
    parallel_tool_calls_total,
    is_synthetic,
    complexity,
    tool_diversity,
    token_growth,
    round_check,
    user_hash
FROM live_turn_signals;

CREATE VIEW answer_call AS
SELECT
    live_turn.conversation_id,
    call.turn_key || ' call ' || call.place AS place,
    call.model_call_id,
    call.happened_at,
    call.model,
    call.prompt_tokens,
    call.completion_tokens,
    call.max_token_window,
    call.sub_type,
    call.retry_after_error,
    grown_call.prompt_token_delta,
    grown_call.delta_cause
FROM call
JOIN live_turn ON call.log = live_turn.log AND call.turn_key = live_turn.message_id
LEFT JOIN grown_call
  ON call.log = grown_call.log AND call.turn_key = grown_call.turn_key AND call.place = grown_call.place;

-- What the judge is asked: turn 1 of a complete conversation (SESSION), and each successful turn of one of 3-20 turns
-- (CONVERSATION); never a text that the client wrote, a turn without text, or one in another mode.
CREATE VIEW answer_request AS
WITH member AS (
    SELECT
        turn.*,
        lag(turn.ran_on) OVER (PARTITION BY turn.log, turn.conversation_id ORDER BY turn.turn_index) AS previous_model,
        CASE WHEN turn.turn_index = 1 THEN coalesce(turn.complexity, 'UNKNOWN') END AS session_stratum,
        CASE WHEN turn.response_type = 'success' THEN conversation.stratum END      AS conversation_stratum,
        -- How much of the conversation lies before the turn: less than a third, less than two, or more.
        CASE WHEN 3 * (turn.turn_index - 1) < conversation.captured_turn_count     THEN 'BEGINNING'
             WHEN 3 * (turn.turn_index - 1) < 2 * conversation.captured_turn_count THEN 'MIDDLE'
             ELSE 'END' END AS third,
        conversation.user_hash AS owner
    FROM live_turn_signals AS turn JOIN conversation USING (log, conversation_id)
    WHERE conversation.is_complete
)
SELECT
    conversation_id,
    message_id AS place,
    session_stratum,
    conversation_stratum,
    -- A session is its first turn, whatever came after.
    CASE WHEN session_stratum IS NOT NULL      THEN 'BEGINNING' END AS session_position,
    CASE WHEN conversation_stratum IS NOT NULL THEN third END       AS conversation_position,
    owner AS user_hash,
    turn_index AS turn_number,
    user_text  AS text,
    length(user_text) AS prompt_char_count,
    -- A word that begins as a #reference or an @mention does.
    len(list_filter(regexp_split_to_array(user_text, '\s+'), lambda word: regexp_matches(word, '^[#@]\w')))
        AS reference_count,
    previous_model,
    ran_on AS model,
    response_type,
    num_requests,
    tool_counts_text AS tool_counts,
    complexity,
    tool_diversity,
    token_growth,
    turn_duration_ms,
    -- The models that one takes for what is demanding: not a family's light ones, nor Claude Sonnet, which all take.
    regexp_matches(ran_on, '^(o[134]|gpt-5|claude-opus|gemini-[2-9].*pro)') AND NOT contains(ran_on, '-mini')
        AS is_likely_reasoning
FROM member
WHERE (session_stratum IS NOT NULL OR conversation_stratum IS NOT NULL)
  AND (mode IS NULL OR mode IN (FROM taken_mode))
  AND user_text IS NOT NULL
  AND NOT is_synthetic;
