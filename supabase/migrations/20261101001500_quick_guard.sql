-- The guard of free text, quick where there is nothing to guard: most reports have no text, and most texts no digit and no sign that the patterns of
-- …_guard.sql could begin with. What they find stays the same (the corpus runs against this one).

create or replace function app.number_kinds(p_plain text) returns text[]
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
  -- Nothing that is looked for has fewer than six digits.
  if p_plain !~ '[0-9](?:[^0-9]*[0-9]){5}' then
    return found;
  end if;
  select array_agg(m[2]), array_agg(m[1]) into groups, gaps from regexp_matches(p_plain, '([^0-9]*)([0-9]+)', 'g') m;
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

alter function app.personal_data_kinds(text) rename to thorough_personal_data_kinds;

-- The blocked kinds found in the text, in the order of PERSONAL_DATA_KINDS.
create function app.personal_data_kinds(p_text text) returns text[]
  language sql immutable parallel safe set search_path = ''
as $$
  select case when app.small_letters(app.plain_text(p_text)) ~ '[0-9@_:=]|[(\[]at|snabel|\.(?:com|me|gg)'
    then app.thorough_personal_data_kinds(p_text) else '{}' end
$$;

revoke all on function app.personal_data_kinds(text), app.thorough_personal_data_kinds(text) from public, anon;
grant execute on function app.personal_data_kinds(text) to authenticated, service_role;
