-- What changes rarely: municipalities, areas, organisations, people's memberships, categories and named places.
-- Primary keys are (municipality_id, id) and every foreign key carries municipality_id: no row can point into another municipality.
-- Ids are slugs, so that a link stays readable. The value lists equal src/domain/setting.ts (a test compares them).

create domain app.slug as text check (value ~ '^[a-z0-9][a-z0-9-]{0,59}$');
create domain app.name as text check (value = btrim(value) and char_length(value) between 1 and 120);

create table public.municipality (
  id text primary key check (id ~ '^[0-9]{4}$'), -- the code of Statistics Sweden
  name app.name not null,
  boundary extensions.geometry(MultiPolygon, 4326) not null
    check (extensions.st_isvalid(boundary) and not extensions.st_isempty(boundary)),
  -- A coordinator releases each report before other organisations see it.
  review_required boolean not null default true
);

create table public.area (
  municipality_id text not null references public.municipality on delete cascade,
  id app.slug not null,
  name app.name not null,
  kind text not null default 'other' check (kind in ('pilot', 'priority', 'other')),
  rhythm text not null default 'weekly' check (rhythm in ('weekly', 'fortnightly', 'monthly')),
  active_from date not null default current_date,
  position integer not null default 0, -- the order on screen; it also decides which area wins where two overlap
  geometry extensions.geometry(MultiPolygon, 4326) not null
    check (extensions.st_isvalid(geometry) and not extensions.st_isempty(geometry)),
  primary key (municipality_id, id)
);
create index area_geometry on public.area using gist (geometry);

create table public.organisation (
  municipality_id text not null references public.municipality on delete cascade,
  id app.slug not null,
  name app.name not null,
  kind text not null
    check (kind in ('police', 'municipality', 'housing_company', 'rescue_service', 'guards', 'school', 'business')),
  primary key (municipality_id, id)
);

-- The areas that an organisation works in: it sees these, and the picture says when it has not reported for one.
create table public.organisation_area (
  municipality_id text not null,
  organisation_id app.slug not null,
  area_id app.slug not null,
  expected_to_report boolean not null default true,
  primary key (municipality_id, organisation_id, area_id),
  foreign key (municipality_id, organisation_id) references public.organisation on update cascade on delete cascade,
  foreign key (municipality_id, area_id) references public.area on update cascade on delete cascade
);
create index organisation_area_area on public.organisation_area (municipality_id, area_id);

create table public.membership (
  municipality_id text not null,
  id uuid not null default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  organisation_id app.slug not null,
  role text not null check (role in ('reporter', 'viewer', 'coordinator', 'administrator')),
  primary key (municipality_id, id),
  unique (user_id, municipality_id, organisation_id, role),
  foreign key (municipality_id, organisation_id) references public.organisation on update cascade on delete cascade
);
create index membership_organisation on public.membership (municipality_id, organisation_id);

create table public.category_group (
  municipality_id text not null references public.municipality on delete cascade,
  id app.slug not null,
  name app.name not null,
  name_en app.name,
  position integer not null default 0,
  primary key (municipality_id, id)
);

create table public.category (
  municipality_id text not null,
  id app.slug not null,
  group_id app.slug not null,
  name app.name not null,
  name_en app.name,
  weight numeric(4, 2) not null default 1 check (weight >= 0), -- seriousness where a picture weighs incidents
  active boolean not null default true, -- an inactive category stays on old incidents but takes no new ones
  position integer not null default 0,
  primary key (municipality_id, id),
  foreign key (municipality_id, group_id) references public.category_group on update cascade
);
create index category_group_of on public.category (municipality_id, group_id);

-- The local gazetteer: "Öxnehaga centrum". Its area is found by a trigger, as for an incident.
create table public.place (
  municipality_id text not null references public.municipality on delete cascade,
  id app.slug not null,
  name app.name not null,
  lon double precision not null check (lon between -180 and 180),
  lat double precision not null check (lat between -90 and 90),
  area_id app.slug,
  primary key (municipality_id, id),
  foreign key (municipality_id, area_id) references public.area on update cascade on delete set null (area_id)
);
create index place_area on public.place (municipality_id, area_id);

alter table public.municipality enable row level security;
alter table public.area enable row level security;
alter table public.organisation enable row level security;
alter table public.organisation_area enable row level security;
alter table public.membership enable row level security;
alter table public.category_group enable row level security;
alter table public.category enable row level security;
alter table public.place enable row level security;
