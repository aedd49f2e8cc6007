-- Promises and plans (decision 0033): an agreement of parties for some years, its focus areas and sub-goals, the activities that are promised, and what is told of each
-- for a tertial. One structure for a citizen promise of a year, one of two years with countable targets, and an agreement of four years with its action plan. Activities and
-- actions get what they need beside it. The value lists equal src/domain/plan.ts (a test compares them).

create table public.agreement (
  municipality_id text not null references public.municipality on delete cascade,
  id uuid not null, -- chosen by the client, so that sending twice stores once
  key app.slug not null, -- names it in links and on the public page; never changes
  kind text not null default 'promise' check (kind in ('promise', 'agreement')),
  title text not null check (char_length(title) between 1 and 200),
  goal text not null default '' check (char_length(goal) <= 1000),
  starts_on date not null check (starts_on >= '2000-01-01'),
  ends_on date not null check (ends_on < '2100-01-01'),
  other_parties text not null default '' check (char_length(other_parties) <= 120),
  sharing text not null default 'partners' check (sharing in ('public', 'partners', 'authorities')), -- the widest that anything of it may go
  revision integer not null default 1 check (revision > 0),
  created_by uuid references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (municipality_id, id),
  unique (municipality_id, key),
  constraint end_not_before_start check (ends_on >= starts_on)
);
create index agreement_author on public.agreement (created_by);

create table public.agreement_party (
  municipality_id text not null,
  agreement_id uuid not null,
  organisation_id app.slug not null,
  primary key (municipality_id, agreement_id, organisation_id),
  foreign key (municipality_id, agreement_id) references public.agreement on delete cascade,
  foreign key (municipality_id, organisation_id) references public.organisation on update cascade on delete cascade
);
create index agreement_party_organisation on public.agreement_party (municipality_id, organisation_id);

-- A focus area; under another one a sub-goal of it.
create table public.focus_area (
  municipality_id text not null,
  id uuid not null,
  agreement_id uuid not null,
  parent_id uuid,
  title text not null check (char_length(title) between 1 and 200),
  position integer not null default 0 check (position between 0 and 1000),
  revision integer not null default 1 check (revision > 0),
  created_by uuid references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  primary key (municipality_id, id),
  unique (municipality_id, agreement_id, id),
  foreign key (municipality_id, agreement_id) references public.agreement on delete cascade,
  -- What lies under it must be moved first (remove_focus_area says so); the end of the agreement takes all of it at once.
  foreign key (municipality_id, agreement_id, parent_id) references public.focus_area (municipality_id, agreement_id, id) on delete cascade
);
create index focus_area_parent on public.focus_area (municipality_id, agreement_id, parent_id);
create index focus_area_author on public.focus_area (created_by);

create table public.commitment (
  municipality_id text not null,
  id uuid not null,
  agreement_id uuid not null,
  focus_area_id uuid not null,
  title text not null check (char_length(title) between 1 and 200),
  description text not null default '' check (char_length(description) <= 1000),
  owner_id app.slug, -- null: nobody yet, or one that is named in other_owner
  other_owner text not null default '' check (char_length(other_owner) <= 120),
  starts_on date not null check (starts_on >= '2000-01-01'),
  ends_on date not null check (ends_on < '2100-01-01'),
  time_plan text not null default '' check (char_length(time_plan) <= 200),
  target_kind text not null default 'none' check (target_kind in ('none', 'yes', 'number', 'indicator')),
  target_number numeric check (target_number between -1000000000 and 1000000000),
  target_unit text not null default '' check (char_length(target_unit) <= 40),
  target_span text not null default 'whole' check (target_span in ('whole', 'year')),
  target_direction text not null default 'at_least' check (target_direction in ('at_least', 'at_most')),
  sharing text not null default 'partners' check (sharing in ('public', 'partners', 'authorities')),
  position integer not null default 0 check (position between 0 and 1000),
  revision integer not null default 1 check (revision > 0),
  created_by uuid references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (municipality_id, id),
  constraint end_not_before_start check (ends_on >= starts_on),
  constraint number_where_it_belongs check (case target_kind when 'number' then target_number is not null when 'indicator' then true else target_number is null end),
  foreign key (municipality_id, agreement_id) references public.agreement on delete cascade,
  foreign key (municipality_id, agreement_id, focus_area_id) references public.focus_area (municipality_id, agreement_id, id) on delete cascade,
  foreign key (municipality_id, owner_id) references public.organisation on update cascade on delete set null (owner_id)
);
create index commitment_agreement on public.commitment (municipality_id, agreement_id);
create index commitment_focus_area on public.commitment (municipality_id, agreement_id, focus_area_id);
create index commitment_owner on public.commitment (municipality_id, owner_id);
create index commitment_author on public.commitment (created_by);

-- What each party does for it.
create table public.commitment_contribution (
  municipality_id text not null,
  commitment_id uuid not null,
  organisation_id app.slug not null,
  text text not null default '' check (char_length(text) <= 500),
  primary key (municipality_id, commitment_id, organisation_id),
  foreign key (municipality_id, commitment_id) references public.commitment on delete cascade,
  foreign key (municipality_id, organisation_id) references public.organisation on update cascade on delete cascade
);
create index commitment_contribution_organisation on public.commitment_contribution (municipality_id, organisation_id);

-- What is told of a commitment for a tertial; a draft until it is published.
create table public.commitment_follow_up (
  municipality_id text not null,
  commitment_id uuid not null,
  period_key text not null check (period_key ~ '^20[0-9]{2}-T[1-3]$'),
  text text not null default '' check (char_length(text) <= 1500),
  state text not null default 'none' check (state in ('none', 'on_track', 'late', 'done', 'moved')),
  value numeric check (value between -1000000000 and 1000000000), -- a reading of the indicator, or a number counted outside the log
  revision integer not null default 1 check (revision > 0),
  updated_by uuid references auth.users (id) on delete set null,
  updated_at timestamptz not null default now(),
  primary key (municipality_id, commitment_id, period_key),
  foreign key (municipality_id, commitment_id) references public.commitment on delete cascade
);
create index commitment_follow_up_author on public.commitment_follow_up (updated_by);

-- What is logged of activities beside …_activities.sql. A series shares a key; each occasion is a row of its own, and counts once.
alter table public.activity drop constraint activity_kind_check,
  add constraint activity_kind_check check (kind in ('event', 'dialogue', 'safety_walk', 'operation', 'training', 'meeting', 'other')),
  add column theme text not null default '' check (char_length(theme) <= 120),
  add column place text not null default '' check (char_length(place) <= 120), -- in words, where it is no area and no point
  add column all_day boolean not null default false,
  add column series_key uuid,
  add column other_parties text not null default '' check (char_length(other_parties) <= 120),
  add column participants integer check (participants between 0 and 1000000), -- who came, when it is done
  add column note text not null default '' check (char_length(note) <= 500),
  add column commitment_id uuid, -- which it counts for
  add constraint participants_of_what_is_done check (participants is null or state = 'done'),
  add foreign key (municipality_id, commitment_id) references public.commitment on delete set null (commitment_id);
create index activity_commitment on public.activity (municipality_id, commitment_id);
create index activity_series on public.activity (municipality_id, series_key) where series_key is not null;

create table public.activity_party (
  municipality_id text not null,
  activity_id uuid not null,
  organisation_id app.slug not null,
  primary key (municipality_id, activity_id, organisation_id),
  foreign key (municipality_id, activity_id) references public.activity on delete cascade,
  foreign key (municipality_id, organisation_id) references public.organisation on update cascade on delete cascade
);
create index activity_party_organisation on public.activity_party (municipality_id, organisation_id);

-- As for actions: everything goes through functions; should a later migration grant more, the coordinator alone gets rows. service_role keeps its default rights, as it has on every table.
do $$
declare
  name text;
begin
  foreach name in array array['agreement', 'agreement_party', 'focus_area', 'commitment', 'commitment_contribution', 'commitment_follow_up', 'activity_party'] loop
    execute format('alter table public.%I enable row level security', name);
    execute format('create policy "the coordinator sees them" on public.%I for select to authenticated using (municipality_id in (select app.my_municipalities(array[''coordinator''])))', name);
  end loop;
end
$$;

-- The trace, for tables whose key is not an id alone: the columns of the key are named by the trigger.
create function app.log_keys() returns trigger
  language plpgsql security definer set search_path = ''
as $$
declare
  before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
begin
  if before is distinct from after then
    perform app.write_log(coalesce(after, before) ->> 'municipality_id',
      tg_table_name || case tg_op when 'INSERT' then '.inserted' when 'UPDATE' then '.updated' else '.deleted' end,
      jsonb_build_object('ids', (select jsonb_agg(coalesce(after, before) -> k.key order by k.n) from unnest(tg_argv) with ordinality as k (key, n)))
      || case when tg_op = 'UPDATE' then jsonb_build_object('columns', (
        select coalesce(jsonb_agg(k.key order by k.key), '[]') from jsonb_each(after) k
        where k.value is distinct from before -> k.key and k.key not in ('revision', 'updated_at', 'updated_by')
      )) else '{}' end, 1);
  end if;
  return null;
end
$$;
create trigger agreement_log after insert or update or delete on public.agreement for each row execute function app.log_row();
create trigger agreement_party_log after insert or update or delete on public.agreement_party for each row execute function app.log_keys('agreement_id', 'organisation_id');
create trigger focus_area_log after insert or update or delete on public.focus_area for each row execute function app.log_row();
create trigger commitment_log after insert or update or delete on public.commitment for each row execute function app.log_row();
create trigger commitment_contribution_log after insert or update or delete on public.commitment_contribution for each row
  execute function app.log_keys('commitment_id', 'organisation_id');
create trigger commitment_follow_up_log after insert or update or delete on public.commitment_follow_up for each row
  execute function app.log_keys('commitment_id', 'period_key');
create trigger activity_party_log after insert or update or delete on public.activity_party for each row execute function app.log_keys('activity_id', 'organisation_id');

create trigger agreement_signal after insert or update or delete on public.agreement for each row execute function app.signal_meeting();
create trigger focus_area_signal after insert or update or delete on public.focus_area for each row execute function app.signal_meeting();
create trigger commitment_signal after insert or update or delete on public.commitment for each row execute function app.signal_meeting();
create trigger commitment_follow_up_signal after insert or update or delete on public.commitment_follow_up for each row execute function app.signal_meeting();

-- Whether something shared so far may be read by the caller, who is described by a row of app.reader. Before it is published, `public` is for everyone in EST.
create function app.reads_sharing(p_sharing text, p_is_coordinator boolean, p_is_authority boolean, p_organisations text[]) returns boolean
  language sql immutable set search_path = ''
as $$
  select p_is_coordinator or p_is_authority or p_sharing <> 'authorities' and cardinality(p_organisations) > 0
$$;

create function app.readable_agreements(p_municipality text) returns table (id uuid, may_edit boolean)
  language sql stable security definer set search_path = ''
as $$
  select g.id, r.is_coordinator
  from app.reader(p_municipality) r, public.agreement g
  where g.municipality_id = p_municipality and app.reads_sharing(g.sharing, r.is_coordinator, r.is_authority, r.organisations)
$$;

-- Who reads which commitment, who changes it, and who writes its follow-up: the coordinator, its owner and who contributes.
create function app.readable_commitments(p_municipality text) returns table (id uuid, agreement_id uuid, may_edit boolean, may_follow_up boolean)
  language sql stable security definer set search_path = ''
as $$
  select c.id, c.agreement_id, r.is_coordinator, r.is_coordinator or c.owner_id = any (w.organisations) is true or exists (
    select from public.commitment_contribution k
    where k.municipality_id = c.municipality_id and k.commitment_id = c.id and k.organisation_id = any (w.organisations)
  )
  from app.reader(p_municipality) r, (select app.my_writing_organisations(p_municipality) as organisations) w,
    public.commitment c join public.agreement g on g.municipality_id = c.municipality_id and g.id = c.agreement_id
  where c.municipality_id = p_municipality and app.reads_sharing(c.sharing, r.is_coordinator, r.is_authority, r.organisations)
    and app.reads_sharing(g.sharing, r.is_coordinator, r.is_authority, r.organisations)
$$;

create function app.tertial_of(p_day date) returns text
  language sql immutable set search_path = ''
as $$
  select to_char(p_day, 'YYYY') || '-T' || (extract(month from p_day)::integer + 3) / 4
$$;

-- The UUID under a key, as clients write it; null where there is none.
create function app.uuid_in(p_value jsonb, p_key text, p_what text) returns uuid
  language plpgsql immutable set search_path = ''
as $$
begin
  if p_value ->> p_key !~ '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    perform app.refuse_shape(p_what);
  end if;
  return (p_value ->> p_key)::uuid;
end
$$;

-- The id of what is sent: it must be there. Also refuses what is no object at all.
create function app.id_of(p_value jsonb, p_what text) returns uuid
  language plpgsql immutable set search_path = ''
as $$
begin
  if jsonb_typeof(p_value) is distinct from 'object' or app.uuid_in(p_value, 'id', p_what) is null then
    perform app.refuse_shape(p_what);
  end if;
  return app.uuid_in(p_value, 'id', p_what);
end
$$;

-- The ids of organisations under a key, each of this municipality, in order; none where there are none.
create function app.organisations_in(p_municipality text, p_value jsonb, p_key text, p_what text) returns text[]
  language plpgsql stable security definer set search_path = ''
as $$
declare
  listed jsonb := coalesce(nullif(p_value -> p_key, 'null'), '[]');
begin
  if jsonb_typeof(listed) <> 'array' or jsonb_array_length(listed) > 60 then
    perform app.refuse_shape(p_what);
  elsif exists (
    select from jsonb_array_elements(listed) it
    where jsonb_typeof(it) <> 'string' or not exists (select from public.organisation o where o.municipality_id = p_municipality and o.id = it #>> '{}')
  ) then
    raise exception 'invalid: A party is not an organisation of this municipality. Choose from the list, or name it among the other parties.';
  end if;
  return array(select distinct it from jsonb_array_elements_text(listed) it order by it);
end
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function app.log_keys() from authenticated, service_role;
