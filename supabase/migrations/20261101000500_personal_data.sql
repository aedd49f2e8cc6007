-- No person anywhere: free text that holds a personal or coordination number, a phone number, an e-mail address or a
-- registration plate is refused. The same patterns as src/domain/personal-data.ts, written for PostgreSQL's regular expressions;
-- test/database/personal-data.test.ts holds the two against each other.

-- The blocked kinds found in the text, in the order of PERSONAL_DATA_KINDS. Letters are written out as ranges (A-Za-z0-9À-ÖØ-öø-῿), because the
-- classes of PostgreSQL depend on the locale of the database.
create function app.personal_data_kinds(p_text text) returns text[]
  language sql immutable parallel safe set search_path = ''
as $$
  select array_remove(array[
    -- Date part YYMMDD or YYYYMMDD (day 61-91 in a coordination number), then four digits.
    case when p_text ~ (
      '(?<![0-9])(?:(?:18|19|20)[0-9]{2}|[0-9]{2})[ -]?(?:0[1-9]|1[0-2])[ -]?(?:0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])'
      '[\s\u00A0\u2000-\u200A\u202F]?[-+–]?[\s\u00A0\u2000-\u200A\u202F]?[0-9]{4}(?![0-9])'
    ) then 'personal-number' end,
    -- +46 or 0 and seven to nine more digits; a span of clock times (0830-0915) is none.
    case when p_text ~ '(?<![0-9.,])(?:\+|00)46[ -]?(?:\(0\))?[ -]?[0-9](?:[ -]?[0-9]){6,9}(?![0-9])'
      or p_text ~ (
        '(?<![0-9.,+:-])(?!(?:[01][0-9]|2[0-3])[0-5][0-9] ?[-–] ?(?:[01][0-9]|2[0-3])[0-5][0-9](?![0-9]))'
        '0[0-9](?:[ /-]{0,2}[0-9]){6,9}(?![0-9])'
      ) then 'phone' end,
    case when p_text ~ '[A-Za-z0-9À-ÖØ-öø-῿._%+-]+@[A-Za-z0-9À-ÖØ-öø-῿-]+(?:\.[A-Za-z0-9À-ÖØ-öø-῿-]+)+' then 'email' end,
    -- Three letters, two digits, a digit or a letter; in small letters only when written together.
    case when p_text ~ (
      '(?<![A-Za-z0-9À-ÖØ-öø-῿])(?:[A-HJ-PR-UW-Z]{3}[ -]?[0-9]{2}[0-9A-HJ-NPR-UW-Z]|[a-hj-pr-uw-z]{3}[0-9]{2}[0-9a-hj-npr-uw-z])'
      '(?![A-Za-z0-9À-ÖØ-öø-῿])'
    ) then 'registration-plate' end
  ], null)
$$;

create function app.refuse_personal_data(p_text text) returns void
  language plpgsql immutable set search_path = ''
as $$
declare
  kinds text[] := app.personal_data_kinds(p_text);
begin
  if cardinality(kinds) > 0 then
    raise exception 'personal-data: The text seems to hold a %. Remove it: a report is about a place, never about a person.',
      replace(kinds[1], '-', ' ');
  end if;
end
$$;

revoke all on function app.personal_data_kinds(text), app.refuse_personal_data(text) from public, anon;
grant execute on function app.personal_data_kinds(text), app.refuse_personal_data(text) to authenticated, service_role;
