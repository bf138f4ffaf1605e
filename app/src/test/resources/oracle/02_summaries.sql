-- Step 2: what toolCallDetails* measured at a turn's end. NULL is not measured, never 0.

CREATE TABLE summary_row AS
SELECT
    log,
    turn_key,
    happened_at,
    small(fields, numbers, 'turnindex')              AS turn_index,
    -- The client sends both spellings.
    CASE WHEN lower(text_of(fields, 'responsetype')) IN ('canceled', 'cancelled')
         THEN 'cancelled'
         ELSE text_of(fields, 'responsetype') END    AS response_type,
    text_of(fields, 'model')                         AS model,
    text_of(fields, 'intentid')                      AS intent_id,
    small(fields, numbers, 'numrequests')            AS num_requests,
    tool_counts_of(text_of(fields, 'toolcounts'))    AS tool_counts,
    whole(fields, numbers, 'turnduration')           AS turn_duration_ms,
    whole(fields, numbers, 'sessionduration')        AS session_duration_ms,
    whole(fields, numbers, 'prompttokencount')       AS prompt_token_count,
    whole(fields, numbers, 'messagecharlen')         AS message_char_len,
    small(fields, numbers, 'availabletoolcount')     AS available_tool_count,
    small(fields, numbers, 'invalidtoolcallcount')   AS invalid_tool_call_count,
    whole(fields, numbers, 'tooltokencount')         AS tool_token_count,
    small(fields, numbers, 'totaltoolcalls')         AS total_tool_calls,
    small(fields, numbers, 'paralleltoolcallrounds') AS parallel_tool_call_rounds,
    small(fields, numbers, 'paralleltoolcallstotal') AS parallel_tool_calls_total
FROM telemetry
WHERE starts_with(event, 'toolcalldetails');

-- The latest of a turn. Of two at one time the greater content, field by field in the order of TurnSummary.
CREATE TABLE summary AS
SELECT *
FROM summary_row
QUALIFY row_number() OVER (
    PARTITION BY log, turn_key
    ORDER BY
        happened_at               DESC,
        turn_index                DESC NULLS LAST,
        response_type             DESC NULLS LAST,
        model                     DESC NULLS LAST,
        intent_id                 DESC NULLS LAST,
        num_requests              DESC NULLS LAST,
        tool_counts               DESC NULLS LAST,
        turn_duration_ms          DESC NULLS LAST,
        session_duration_ms       DESC NULLS LAST,
        prompt_token_count        DESC NULLS LAST,
        message_char_len          DESC NULLS LAST,
        available_tool_count      DESC NULLS LAST,
        invalid_tool_call_count   DESC NULLS LAST,
        tool_token_count          DESC NULLS LAST,
        total_tool_calls          DESC NULLS LAST,
        parallel_tool_call_rounds DESC NULLS LAST,
        parallel_tool_calls_total DESC NULLS LAST) = 1;
