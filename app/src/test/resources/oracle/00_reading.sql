-- Step 0: how a field of a row is read, as macros.
--
-- A row is schema-on-read. One store spells its keys in camelCase, the other in lower case; a number may stand among
-- the properties as a string; a value of more than 8,192 characters is split into key, key_02 ... key_50.
-- Below, "fields" is a row's properties with their keys in lower case, "numbers" its measurements likewise.

-- The raw rows, in no order. Both times are epoch milliseconds; either may be missing.
CREATE TABLE raw_row (
    log           INTEGER,
    event_name    VARCHAR,
    server_time   BIGINT,
    client_time   BIGINT,
    properties    MAP(VARCHAR, VARCHAR),
    measurements  MAP(VARCHAR, DOUBLE)
);

-- The chat modes that are assembled and judged.
CREATE TABLE taken_mode (mode VARCHAR);
INSERT INTO taken_mode VALUES ('agent');

-- A map with its keys in lower case. No row spells one key twice.
CREATE MACRO folded(entries) AS
    map_from_entries(list_transform(map_entries(entries), lambda entry: {'key': lower(entry.key), 'value': entry.value}));

CREATE MACRO stripped(value) AS regexp_replace(value, '^\s+|\s+$', '', 'g');

-- Blank counts as absent.
CREATE MACRO unless_blank(value) AS CASE WHEN stripped(value) <> '' THEN value END;

-- Parts 2 to 50 of a split value; NULL for a part that is not there.
CREATE MACRO later_parts(fields, name) AS
    list_transform(range(2, 51), lambda part: fields[name || '_' || lpad(part::VARCHAR, 2, '0')]);

-- What stands before the first part that is missing. Choice of RowView's javadoc: what follows a lost part is not used.
CREATE MACRO up_to_gap(parts) AS
    array_to_string(
        parts[1 : coalesce(list_position(list_transform(parts, lambda part: part IS NULL), true), 50) - 1], '');

CREATE MACRO text_of(fields, name) AS
    unless_blank(
        CASE WHEN fields[name || '_02'] IS NULL
             THEN fields[name]
             ELSE fields[name] || up_to_gap(later_parts(fields, name)) END);

-- An id; clients send the word "unknown" for none.
CREATE MACRO id_of(fields, name) AS
    CASE WHEN lower(stripped(fields[name])) NOT IN ('', 'unknown') THEN stripped(fields[name]) END;

-- A measurement, or else a property that is a number.
CREATE MACRO number_of(fields, numbers, name) AS
    coalesce(numbers[name], try_cast(stripped(fields[name]) AS DOUBLE));

-- A whole number, 64 bits wide. Choice of the domain's javadoc: negative or out of range is not measured.
CREATE MACRO rounded(number) AS
    CASE WHEN isfinite(number) AND number >= 0 AND number < 9.2e18 THEN floor(number + 0.5)::BIGINT END;

CREATE MACRO whole(fields, numbers, name) AS rounded(number_of(fields, numbers, name));

-- A whole number, 32 bits wide.
CREATE MACRO small(fields, numbers, name) AS
    CASE WHEN whole(fields, numbers, name) <= 2147483647 THEN whole(fields, numbers, name)::INTEGER END;

-- Tool calls by tool name, sorted by name; NULL where the JSON is missing, was cut, or is not an object of numbers.
CREATE MACRO json_members(json) AS
    CASE WHEN json_type(json) = 'OBJECT' THEN map_entries(json::MAP(VARCHAR, JSON)) END;

CREATE MACRO tool_counts_in(members) AS
    CASE WHEN len(list_filter(members, lambda member: json_type(member.value) NOT IN ('UBIGINT', 'BIGINT', 'DOUBLE'))) = 0
         THEN list_sort(list_transform(members, lambda member: {'tool': member.key, 'calls': member.value::INTEGER})) END;

CREATE MACRO tool_counts_of(text) AS tool_counts_in(json_members(try_cast(text AS JSON)));

-- The chat mode that a summary's intent tells. Choice of Turn.mode's javadoc and code: the documents say only "intentId
-- tells".
CREATE MACRO mode_of(intent) AS
    CASE WHEN intent IS NULL THEN NULL
         WHEN contains(lower(intent), 'agent') THEN 'agent'
         WHEN starts_with(lower(intent), 'inline') THEN 'inline'
         WHEN starts_with(lower(intent), 'edit') THEN 'edit'
         ELSE 'ask' END;

-- Whether the client, not the user, wrote a text. The documents give the kinds; the exact forms are SyntheticText's.
CREATE MACRO is_steering(text) AS
    length(text) <= 20
    AND lower(regexp_replace(text, '[\pP\s]+$', '')) IN ('try again', 'continue', 'retry');

CREATE MACRO is_synthetic_text(text) AS
    coalesce(
        starts_with(stripped(text), '@agent Continue')
        OR contains(text, 'Continue to iterate?')
        OR regexp_full_match(stripped(text), '/\pL[\pL\pN_-]*(\s[\s\S]*)?')
        OR is_steering(stripped(text)),
        false);
