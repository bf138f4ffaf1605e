-- Step 3: calls to models. The input and the output row of one call meet by modelCallId; a row without one is a call by
-- its time, model and tokens.

CREATE TABLE call AS
WITH call_row AS (
    SELECT
        log,
        turn_key,
        happened_at,
        id_of(fields, 'modelcallid')                AS model_call_id,
        text_of(fields, 'basemodel')                AS model,
        whole(fields, numbers, 'prompttokens')      AS prompt_tokens,
        whole(fields, numbers, 'completiontokens')  AS completion_tokens,
        whole(fields, numbers, 'maxtokenwindow')    AS max_token_window,
        text_of(fields, 'subtype')                  AS sub_type,
        coalesce(text_of(fields, 'retryaftererror'),
                 text_of(fields, 'retryaftererrorcategory'),
                 text_of(fields, 'retryafterfiltercategory')) AS retry_after_error
    FROM telemetry
    WHERE event = 'engine.messages.length'
),
merged AS (
    SELECT
        log,
        turn_key,
        model_call_id,
        min(happened_at)       AS happened_at,
        min(model)             AS model,
        max(prompt_tokens)     AS prompt_tokens,
        max(completion_tokens) AS completion_tokens,
        max(max_token_window)  AS max_token_window,
        min(sub_type)          AS sub_type,
        min(retry_after_error) AS retry_after_error
    FROM call_row
    GROUP BY
        log,
        turn_key,
        model_call_id,
        CASE WHEN model_call_id IS NULL
             THEN {'happened_at': happened_at, 'model': model,
                   'prompt_tokens': prompt_tokens, 'completion_tokens': completion_tokens} END
)
SELECT
    *,
    coalesce(starts_with(lower(sub_type), 'subagent'), false) AS is_subagent,
    -- Retries without usage, subagents' and summarisation calls take no part in the growth of the prompt.
    prompt_tokens IS NOT NULL
        AND NOT coalesce(starts_with(lower(sub_type), 'subagent'), false)
        AND NOT coalesce(regexp_matches(lower(sub_type), 'summari[sz]'), false) AS takes_part,
    -- By time; of two at one time by what identifies them.
    row_number() OVER (
        PARTITION BY log, turn_key
        ORDER BY happened_at, model_call_id NULLS FIRST, model NULLS FIRST, prompt_tokens NULLS FIRST,
                 completion_tokens NULLS FIRST) AS place
FROM merged;
