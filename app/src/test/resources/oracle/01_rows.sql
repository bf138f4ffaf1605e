-- Step 1: the rows that say something of a turn.
--
-- event        without its publisher, in lower case
-- happened_at  the client's clock, else the server's (choice of Row's javadoc: one clock orders a conversation best)
-- turn_key     the first of four ids that is neither blank nor "unknown"
--
-- Response events and the router's decisions are known, and say nothing of a turn that others do not say better.

CREATE TABLE telemetry AS
WITH folded_row AS (
    SELECT
        log,
        lower(regexp_extract(event_name, '[^/]*$')) AS event,
        coalesce(client_time, server_time)          AS happened_at,
        folded(properties)                          AS fields,
        folded(measurements)                        AS numbers
    FROM raw_row
)
SELECT
    *,
    coalesce(
        id_of(fields, 'messageid'),
        id_of(fields, 'headerrequestid'),
        id_of(fields, 'requestid'),
        id_of(fields, 'chatrequestid'))       AS turn_key,
    id_of(fields, 'conversationid')           AS conversation_id,
    lower(stripped(fields['source']))         AS source
FROM folded_row
WHERE turn_key IS NOT NULL
  AND happened_at IS NOT NULL
  AND (event IN ('toolcalldetails', 'toolcalldetailsinternal', 'toolcalldetailsexternal',
                 'engine.messages.length', 'panel.request', 'summarizedconversationhistory')
       OR event = 'conversation.messagetext' AND source IN ('user', 'model'));
