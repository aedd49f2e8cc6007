-- What is reported: incidents, and check-ins ("we have reported for this area and week", also when there was nothing).
-- The value lists equal src/domain/incident.ts (a test compares them).

create table public.incident (
  municipality_id text not null references public.municipality on delete cascade,
  id uuid not null, -- chosen by the client, so that sending twice stores once
  organisation_id app.slug not null,
  reporter_id uuid default auth.uid() references auth.users (id) on delete set null,
  category_id app.slug not null,
  area_id app.slug, -- found by a trigger; null: inside the municipality, in no area
  lon double precision not null check (lon between -180 and 180),
  lat double precision not null check (lat between -90 and 90),
  -- Clients read and write lon and lat; the point is for the database alone.
  point extensions.geometry(Point, 4326) generated always as (
    extensions.st_setsrid(extensions.st_makepoint(lon, lat), 4326)
  ) stored,
  occurred_from timestamptz not null,
  occurred_to timestamptz not null, -- equals occurred_from for a moment
  place_type text not null default 'other'
    check (place_type in ('stairwell', 'basement', 'garage', 'courtyard', 'street', 'square', 'park', 'parking', 'school', 'shop', 'transit', 'other')),
  description text,
  police_reported text not null default 'unknown' check (police_reported in ('yes', 'no', 'unknown')),
  sharing text not null default 'partners' check (sharing in ('own_organisation', 'authorities', 'partners')),
  review_state text not null default 'new' check (review_state in ('new', 'released', 'set_aside')),
  duplicate_of uuid,
  created_at timestamptz not null default now(),
  primary key (municipality_id, id),
  constraint end_not_before_start check (occurred_to >= occurred_from),
  constraint description_short check (char_length(description) <= 280),
  constraint not_a_duplicate_of_itself check (duplicate_of <> id),
  foreign key (municipality_id, organisation_id) references public.organisation on update cascade,
  foreign key (municipality_id, category_id) references public.category on update cascade,
  foreign key (municipality_id, area_id) references public.area on update cascade on delete set null (area_id),
  foreign key (municipality_id, duplicate_of) references public.incident on delete set null (duplicate_of)
);
create index incident_point on public.incident using gist (point);
create index incident_time on public.incident (municipality_id, occurred_from);
create index incident_area_time on public.incident (municipality_id, area_id, occurred_from);
create index incident_organisation on public.incident (municipality_id, organisation_id, occurred_from);
create index incident_category on public.incident (municipality_id, category_id);
create index incident_duplicate on public.incident (municipality_id, duplicate_of) where duplicate_of is not null;
create index incident_reporter on public.incident (reporter_id);

create table public.check_in (
  municipality_id text not null,
  id uuid not null default gen_random_uuid(),
  organisation_id app.slug not null,
  area_id app.slug not null,
  period_from date not null check (extract(isodow from period_from) = 1), -- the Monday of the ISO week
  nothing_to_report boolean not null default false,
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  primary key (municipality_id, id),
  unique (municipality_id, organisation_id, area_id, period_from),
  foreign key (municipality_id, organisation_id) references public.organisation on update cascade on delete cascade,
  foreign key (municipality_id, area_id) references public.area on update cascade on delete cascade
);
create index check_in_area on public.check_in (municipality_id, area_id, period_from);
create index check_in_author on public.check_in (created_by);

alter table public.incident enable row level security;
alter table public.check_in enable row level security;
