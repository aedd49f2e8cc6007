-- No person anywhere, better: the guard of free text, second edition. It replaces the bodies of the functions of …_personal_data.sql, in the
-- same steps as src/domain/personal-data.ts and src/domain/number-runs.ts. One corpus (test/personal-data-corpus) runs against both,
-- and they must answer the same on every sentence: whoever changes one changes both.

-- Characters that look like another become the usual one: spaces and invisible marks, dashes, full-width and Arabic digits.
create function app.plain_text(p_text text) returns text
  language sql immutable parallel safe set search_path = ''
as $$
  select translate(
    regexp_replace(
      regexp_replace(p_text, '[\t\n\r\u00a0\u00ad\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]', ' ', 'g'),
      '[\u2010-\u2015\u2212\ufe63\uff0d]', '-', 'g'
    ),
    E'\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\uff0b\uff20\uff0e\u2024',
    '01234567890123456789+@..'
  )
$$;

-- Small letters, of those that are used in Swedish: the same in every locale.
create function app.small_letters(p_text text) returns text
  language sql immutable parallel safe set search_path = ''
as $$
  select translate(p_text, 'ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ', 'abcdefghijklmnopqrstuvwxyzåäö')
$$;

-- Written as it should be (together, or with its sign) a number with a date of birth counts even when the checksum is wrong: a slip of the
-- finger still points at a person. In any other writing, and where it could be a phone number, the checksum (Luhn 1960; SKV 704) decides.
-- p_groups are the groups of digits, p_gaps what stands before each of them.
create function app.is_personal_number(p_groups text[], p_gaps text[]) returns boolean
  language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  digits text := array_to_string(p_groups, '');
  ten text := right(digits, 10);
  written integer;
  day integer;
  month integer;
  product integer;
  sum integer := 0;
begin
  if length(digits) <> 10 and not (length(digits) = 12 and digits ~ '^(?:18|19|20)') then
    return false;
  end if;
  month := substr(ten, 3, 2)::integer;
  written := substr(ten, 5, 2)::integer;
  day := case when written > 60 then written - 60 else written end; -- a coordination number adds 60
  if month not between 1 and 12 or day < 1 or day > (array[31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])[month]
    or month = 2 and day = 29 and substr(ten, 1, 2)::integer % 4 <> 0 then
    return false;
  end if;
  -- 040-628 04 12 is grouped as a phone number.
  if cardinality(p_groups) > 1 and length(p_groups[1]) = 3 and app.is_phone(p_groups, p_gaps) then
    return false;
  end if;
  if cardinality(p_groups) = 1 and not (length(digits) = 10 and digits ~ '^0') then
    return true;
  elsif cardinality(p_groups) = 2 and length(p_groups[2]) = 4 and p_gaps[2] ~ '[-+]' then
    return true;
  end if;
  for i in 1..10 loop
    product := substr(ten, i, 1)::integer * case when i % 2 = 1 then 2 else 1 end;
    sum := sum + case when product > 9 then product - 9 else product end;
  end loop;
  return sum % 10 = 0;
end
$$;

-- +46 and other countries, mobile numbers in any grouping, landlines with their area code (PTS numbering plan), and whatever follows "tel".
-- Spans of clock times (08.30-09.15) and dates (05-11-2026) are none.
create function app.is_phone(p_groups text[], p_gaps text[]) returns boolean
  language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  digits text := array_to_string(p_groups, '');
  n integer := length(digits);
  groups integer := cardinality(p_groups);
  code text := p_groups[1];
  two_clocks boolean := digits ~ '^(?:[01][0-9]|2[0-3])[0-5][0-9](?:[01][0-9]|2[0-3])[0-5][0-9]$';
begin
  if p_gaps[1] ~ '\+[ (]?$' and n between 9 and 15
    or digits ~ '^00[1-9]' and code ~ '^00' and n >= 10
    or digits ~ '^467[02369]' and code ~ '^46' and n = 11
    or digits ~ '^07[02369]' and n = 10 then
    return true;
  elsif p_gaps[1] ~ '(?:^|[^a-zåäö0-9])(?:tel|tfn|telefon|telefonnr|telefonnummer|mobil|mobilnr|mobilnummer)[.:]{0,2} ?$' and n >= 6 then
    return n <= 12;
  elsif digits !~ '^0[1-9]' or n not between 8 and 10
    or n = 8 and (digits ~ '^(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])(?:19|20)[0-9]{2}$' or groups = 1 and two_clocks) then
    return false;
  elsif groups = 1 then
    return n >= 9 or code ~ '^08';
  elsif code <> '08' and length(code) not in (3, 4) or n - length(code) < 5 then
    return false;
  elsif groups > 2 and exists (select from unnest(p_groups[2:]) g where length(g) not in (2, 3)) then
    return false;
  end if;
  return not (groups = 4 and two_clocks and (p_gaps[2] = '.' or p_gaps[3] ~ '-'));
end
$$;

-- Personal numbers and phone numbers among the digits of a text that app.plain_text and app.small_letters have made plain: digits
-- are gathered into groups, and every row of neighbouring groups is weighed; what is a personal number is no phone number too.
create function app.number_kinds(p_plain text) returns text[]
  language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  groups text[];
  gaps text[]; -- what stands before each group
  taken boolean[];
  found text[] := '{}';
  kind text;
  longest integer;
  digits integer;
begin
  select array_agg(m[2]), array_agg(m[1]) into groups, gaps from regexp_matches(p_plain, '([^0-9]*)([0-9]+)', 'g') m;
  if groups is null then
    return found;
  end if;
  taken := array_fill(false, array[cardinality(groups)]);
  foreach kind in array array['personal-number', 'phone'] loop
    for head in 1..cardinality(groups) loop
      longest := null;
      digits := 0;
      for tail in head..cardinality(groups) loop
        exit when tail > head and gaps[tail] !~ '^(?: {1,3}| ?[-+/_*]{1,2} ?|\.| ?\(| ?\)[ -]?)$';
        digits := digits + length(groups[tail]);
        exit when taken[tail] or digits > 17;
        if (case kind when 'phone' then app.is_phone(groups[head:tail], gaps[head:tail])
          else app.is_personal_number(groups[head:tail], gaps[head:tail]) end) then
          longest := tail;
        end if;
      end loop;
      if longest is not null then
        found := found || kind;
        for i in head..longest loop
          taken[i] := true;
        end loop;
      end if;
    end loop;
  end loop;
  return found;
end
$$;

-- The blocked kinds found in the text, in the order of PERSONAL_DATA_KINDS. Letters are written out as ranges, because the classes of
-- PostgreSQL depend on the locale of the database.
create or replace function app.personal_data_kinds(p_text text) returns text[]
  language sql immutable parallel safe set search_path = ''
as $$
  with given as materialized (
    select app.plain_text(p_text) as usual, app.small_letters(app.plain_text(p_text)) as lower
  ), numbers as materialized (
    select app.number_kinds(g.lower) as kinds from given g
  )
  select array_remove(array[
    case when 'personal-number' = any (n.kinds) then 'personal-number' end,
    case when 'phone' = any (n.kinds) then 'phone' end,
    case when g.lower ~ (
      '[A-Za-zÀ-ÖØ-öø-῿0-9._%+-]+(?: @ |@ ?| ?[(\[](?:at|snabel-?a)[)\]] ?| snabel-?a )'
      '[A-Za-zÀ-ÖØ-öø-῿0-9-]+(?:(?:\.| ?[(\[](?:dot|punkt)[)\]] ?| punkt )[A-Za-zÀ-ÖØ-öø-῿0-9-]+)*(?:\.| ?[(\[](?:dot|punkt)[)\]] ?| punkt )[A-Za-zÀ-ÖØ-öø-῿]{2,}'
    ) then 'email' end,
    -- Three letters (never I, Q, V, Å, Ä, Ö), two digits, a digit or a letter (never O at the end). Capitals may be set apart; small letters
    -- only when written together ("hus 123" is a house), or when the text speaks of a vehicle just before. Some three letters are words.
    case when g.usual ~ (
        '(?<![A-Za-zÀ-ÖØ-öø-῿0-9])(?!HUS|RUM|LGH|BRF|HSB|BUS|BOX|BOD|KOD|NOD|DEL|LED|TEL|MOB|TFN|SMS|SOS|FAX|DNR|REF|REG|OMR|BYG|BOK|KAP|PAR|NOT|OBS|GPS|JAN|FEB|MAR|APR|MAJ|JUN|JUL|AUG|SEP|OKT|NOV|DEC|SEK|EUR|USD|MAX|NER|UPP|HOS|ETT|TRE|FEM|SEX|OCH|SOM|DEN|DET|UTE|MOT|NYA|LTR|EST|TOP|TOM|FOM|STN|NYK)'
        '[A-HJ-PR-UW-Z]{3}[ -]{0,2}[0-9]{2}[0-9A-HJ-NPR-UW-Z](?![A-Za-zÀ-ÖØ-öø-῿0-9])'
      ) or g.lower ~ (
        '(?<![A-Za-zÀ-ÖØ-öø-῿0-9])(?!hus|rum|lgh|brf|hsb|bus|box|bod|kod|nod|del|led|tel|mob|tfn|sms|sos|fax|dnr|ref|reg|omr|byg|bok|kap|par|not|obs|gps|jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec|sek|eur|usd|max|ner|upp|hos|ett|tre|fem|sex|och|som|den|det|ute|mot|nya|ltr|est|top|tom|fom|stn|nyk)'
        '[a-hj-pr-uw-z]{3}[0-9]{2}[0-9a-hj-npr-uw-z](?![A-Za-zÀ-ÖØ-öø-῿0-9])'
      ) or g.lower ~ (
        '(?<![A-Za-zÀ-ÖØ-öø-῿0-9])(?:bil|bilen|bilar|personbil|lastbil|skåpbil|fordon|fordonet|moped|mopeden|epa|epan|motorcykel|mc|volvo|saab|audi|bmw|toyota|skylt|skylten|nummerplåt|registreringsnummer|registrering|reg|regnr|reg-nr|reg nr|reg\.nr|car|plate)[:.]?'
        '(?: (?:med|nr|nummer|reg|regnr|reg\.nr|skylt|märkt|number|with))?[:.]? '
        '(?!hus|rum|lgh|brf|hsb|bus|box|bod|kod|nod|del|led|tel|mob|tfn|sms|sos|fax|dnr|ref|reg|omr|byg|bok|kap|par|not|obs|gps|jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec|sek|eur|usd|max|ner|upp|hos|ett|tre|fem|sex|och|som|den|det|ute|mot|nya|ltr|est|top|tom|fom|stn|nyk)'
        '[a-hj-pr-uw-z]{3}[ -]{0,2}[0-9]{2}[0-9a-hj-npr-uw-z](?![A-Za-zÀ-ÖØ-öø-῿0-9])'
      ) then 'registration-plate' end,
    -- @name; snap: name; snapchat name_99; instagram.com/name.
    case when g.usual ~ '(?<![A-Za-zÀ-ÖØ-öø-῿0-9._@])@(?=[A-Za-z0-9_.]*[A-Za-z])[A-Za-z0-9_.]{2,30}'
      or g.lower ~ '(?<![A-Za-zÀ-ÖØ-öø-῿0-9])(?:snap|insta|ig|kik|sc) ?[:=] ?[a-zåäö0-9._-]{3,30}'
      or g.lower ~ (
        '(?<![A-Za-zÀ-ÖØ-öø-῿0-9])(?:snapchat|snap|instagram|insta|tiktok|telegram|discord|facebook|fb|twitter|kik|signal|whatsapp)(?:s|en|et|n)? ?[:=]? ?'
        '(?:(?:konto|kontot|namn|namnet|användare|användaren|id|heter|account|user) ?[:=]? ?)?'
        '(?=[a-zåäö0-9._-]*[0-9_])[a-zåäö]{3,}[a-zåäö0-9._-]*'
      )
      or g.lower ~ '(?<![A-Za-zÀ-ÖØ-öø-῿0-9])(?:instagram|facebook|fb|tiktok|snapchat|twitter|x|linkedin|discord|t)\.(?:com|me|gg) ?/ ?[^ ]+'
    then 'social-media' end
  ], null)
  from given g, numbers n
$$;

-- The one check of a free text, wherever it is written. Gives it back trimmed, an empty one as null; refuses one that is too long or holds
-- personal data. Every table with a text of a person's own calls it.
create function app.checked_text(p_text text, p_max integer) returns text
  language plpgsql immutable set search_path = ''
as $$
declare
  trimmed text := nullif(btrim(p_text), '');
begin
  if char_length(trimmed) > p_max then
    raise exception 'too-long: The text is longer than % characters. Shorten it.', p_max;
  end if;
  perform app.refuse_personal_data(trimmed);
  return trimmed;
end
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function app.readable_incidents(text) from authenticated;
grant execute on function app.personal_data_kinds(text), app.refuse_personal_data(text), app.checked_text(text, integer), app.plain_text(text),
  app.small_letters(text), app.number_kinds(text), app.is_phone(text[], text[]), app.is_personal_number(text[], text[])
  to authenticated, service_role;
