-- How people come in: a link that works once, for somebody invited by an administrator, or for the first person of a new municipality. The token is shown once and kept as its
-- SHA-256; it holds 122 bits of chance, so that guessing is hopeless, and those who guess all the same are slowed down.

create table public.invitation (
  municipality_id text not null,
  id uuid not null default gen_random_uuid(),
  organisation_id app.slug not null,
  role text not null check (role in ('reporter', 'viewer', 'coordinator', 'administrator')),
  email text check (char_length(email) <= 254 and email = btrim(email)), -- null: whoever has the link; forgotten when it is taken
  token_hash text not null,
  created_at timestamptz not null default now(),
  created_by uuid references auth.users (id) on delete set null,
  expires_at timestamptz not null,
  hands_over uuid, -- the administrator's membership that ends when this one begins
  accepted_at timestamptz,
  accepted_by uuid references auth.users (id) on delete set null,
  primary key (municipality_id, id),
  unique (municipality_id, token_hash),
  foreign key (municipality_id, organisation_id) references public.organisation on update cascade on delete cascade,
  foreign key (municipality_id, hands_over) references public.membership on delete set null (hands_over)
);
create index invitation_organisation on public.invitation (municipality_id, organisation_id);
create index invitation_hands_over on public.invitation (municipality_id, hands_over);
create index invitation_author on public.invitation (created_by);
create index invitation_taker on public.invitation (accepted_by);
alter table public.invitation enable row level security; -- through functions alone
revoke all on public.invitation from public, anon, authenticated;

-- Before a municipality is there its link cannot be among its rows.
create table app.setup_link (
  token_hash text primary key,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  used_by uuid references auth.users (id) on delete set null,
  municipality_id text references public.municipality on delete cascade
);
create index setup_link_municipality on app.setup_link (municipality_id);
create index setup_link_taker on app.setup_link (used_by);
alter table app.setup_link enable row level security;

-- Wrong tokens of the last quarter of an hour, by a fingerprint of where they came from.
create table app.wrong_token (
  source text not null,
  at timestamptz not null default clock_timestamp()
);
create index wrong_token_source on app.wrong_token (source, at);
alter table app.wrong_token enable row level security;
revoke all on app.setup_link, app.wrong_token from public, anon, authenticated, service_role;

create function app.new_token() returns text
  language sql volatile set search_path = ''
as $$
  select replace(gen_random_uuid()::text, '-', '')
$$;

create function app.token_hash(p_token text) returns text
  language sql immutable set search_path = ''
as $$
  select encode(sha256(convert_to(p_token, 'UTF8')), 'hex')
$$;

-- Small letters and no space, or a refusal.
create function app.checked_email(p_email text) returns text
  language plpgsql immutable set search_path = ''
as $$
declare
  given text := lower(btrim(p_email));
begin
  if char_length(given) > 254 or given !~ '^[^@\s"<>,;]+@[^@\s"<>,;]+$' then
    raise exception 'invalid: That is no e-mail address. Write it as name@example.se.';
  end if;
  return given;
end
$$;

create function app.too_many_wrong_tokens(p_source text) returns boolean
  language sql stable security definer set search_path = ''
as $$
  select count(*) >= 10 from app.wrong_token w where w.source = app.token_hash(p_source) and w.at > clock_timestamp() - interval '15 minutes'
$$;

create function app.note_wrong_token(p_source text) returns void
  language sql volatile security definer set search_path = ''
as $$
  delete from app.wrong_token w where w.at <= clock_timestamp() - interval '15 minutes';
  insert into app.wrong_token (source) values (app.token_hash(p_source));
$$;

-- Whether somebody is administrator in an organisation that takes part: whose links work.
create function app.administers(p_municipality text, p_user uuid) returns boolean
  language sql stable security definer set search_path = ''
as $$
  select exists (
    select from public.membership m join public.organisation o on o.municipality_id = m.municipality_id and o.id = m.organisation_id
    where m.municipality_id = p_municipality and m.user_id = p_user and m.role = 'administrator' and m.active and o.closed_on is null
  )
$$;

-- One more invitation: its token, `<code>-<32 hex>`, which is nowhere else. p_by null: the operator. For the operator and the functions below.
create function app.create_invitation(p_municipality text, p_organisation text, p_role text, p_email text, p_by uuid, p_hands_over uuid default null) returns text
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  token text := p_municipality || '-' || app.new_token();
  address text := app.checked_email(nullif(btrim(p_email), ''));
begin
  if p_role is null or p_role not in ('reporter', 'viewer', 'coordinator', 'administrator') then
    perform app.refuse_shape('The role');
  elsif not exists (
    select from public.organisation o where o.municipality_id = p_municipality and o.id = p_organisation and o.closed_on is null
  ) then
    raise exception 'not-found: There is no such organisation that takes part. Choose one from the list.';
  end if;
  -- What ran out long ago is forgotten, with its address.
  delete from public.invitation i where i.municipality_id = p_municipality and i.expires_at < now() - interval '30 days';
  insert into public.invitation (municipality_id, organisation_id, role, email, token_hash, created_by, expires_at, hands_over)
  values (p_municipality, p_organisation, p_role, address, app.token_hash(token), p_by, now() + interval '14 days', p_hands_over);
  perform app.write_log_as(p_by, p_municipality, 'invitation.created',
    jsonb_build_object('organisation', p_organisation, 'role', p_role, 'addressed', address is not null, 'handsOver', p_hands_over is not null), 1);
  return token;
end
$$;

-- A link with which the first person of a new municipality begins; it makes one municipality and works for 14 days. For the operator alone.
create function app.create_setup_link() returns text
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  token text := app.new_token();
begin
  delete from app.setup_link s where s.used_at is null and s.expires_at < now();
  insert into app.setup_link (token_hash, expires_at) values (app.token_hash(token), now() + interval '14 days');
  return token;
end
$$;

-- What a token is for, as its page shows it: { kind: 'setup' } or { kind: 'invitation', municipality, organisation, organisationKind, role, email, expiresAt }; null for one that
-- does not work (any more).
create function app.token_means(p_token text) returns json
  language sql stable security definer set search_path = ''
as $$
  select coalesce((
    select json_build_object('kind', 'invitation', 'municipality', mu.name, 'organisation', o.name, 'organisationKind', o.kind, 'role', i.role, 'email', i.email,
      'expiresAt', extract(epoch from i.expires_at)::bigint)
    from public.invitation i
      join public.municipality mu on mu.id = i.municipality_id
      join public.organisation o on o.municipality_id = i.municipality_id and o.id = i.organisation_id
    where i.municipality_id = left(p_token, 4) and i.token_hash = app.token_hash(p_token) and i.accepted_at is null and i.expires_at > now() and o.closed_on is null
  ), (
    select json_build_object('kind', 'setup')
    from app.setup_link s where s.token_hash = app.token_hash(p_token) and s.used_at is null and s.expires_at > now()
  ))
$$;

-- The person becomes what the invitation says: { municipalityId, organisationId, role }; null where it does not work. Once more by the same person changes nothing.
create function app.take_invitation(p_token text, p_user uuid) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  it public.invitation;
  stands boolean;
begin
  -- The organisation first, as save_organisation does: one that is being closed is closed by the time it is judged.
  perform from public.organisation o join public.invitation i on i.municipality_id = o.municipality_id and i.organisation_id = o.id
  where i.municipality_id = left(p_token, 4) and i.token_hash = app.token_hash(p_token) for share of o;
  select i.* into it from public.invitation i where i.municipality_id = left(p_token, 4) and i.token_hash = app.token_hash(p_token) for update;
  if it.id is null or it.accepted_by is distinct from p_user and (it.accepted_at is not null or it.expires_at <= now())
    or not exists (select from public.organisation o where o.municipality_id = it.municipality_id and o.id = it.organisation_id and o.closed_on is null) then
    return null;
  elsif it.accepted_at is null then
    if it.email is not null and it.email is distinct from (select lower(u.email) from auth.users u where u.id = p_user) then
      raise exception 'not-allowed: The invitation is for another e-mail address. Sign in with that one, or ask for a new invitation.';
    end if;
    select m.active into stands from public.membership m
    where m.user_id = p_user and m.municipality_id = it.municipality_id and m.organisation_id = it.organisation_id and m.role = it.role;
    if stands is false then
      raise exception 'not-allowed: This membership is suspended. Ask the administrator to open it again.';
    elsif stands is null then
      insert into public.membership (municipality_id, user_id, organisation_id, role) values (it.municipality_id, p_user, it.organisation_id, it.role);
    end if;
    update public.invitation i set accepted_at = now(), accepted_by = p_user, email = null, hands_over = null
    where i.municipality_id = it.municipality_id and i.id = it.id;
    perform app.write_log_as(p_user, it.municipality_id, 'invitation.accepted', jsonb_build_object('organisation', it.organisation_id, 'role', it.role), 1);
    if it.hands_over is not null then
      perform app.end_administrator(it.municipality_id, it.hands_over, p_user);
    end if;
  end if;
  return json_build_object('municipalityId', it.municipality_id, 'organisationId', it.organisation_id, 'role', it.role);
end
$$;

-- Ends what the person of a membership is as administrator of the municipality, after somebody else (p_successor) has become it. Open invitations go on in the new name, but for links
-- with which whoever has them becomes administrator: the successor does not know who that is.
create function app.end_administrator(p_municipality text, p_membership uuid, p_successor uuid) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  person uuid := (select m.user_id from public.membership m where m.municipality_id = p_municipality and m.id = p_membership);
begin
  if person is null or person = p_successor then
    return;
  end if;
  delete from public.invitation i
  where i.municipality_id = p_municipality and i.created_by = person and i.accepted_at is null and i.role = 'administrator' and i.email is null;
  update public.invitation i set created_by = p_successor where i.municipality_id = p_municipality and i.created_by = person;
  delete from public.membership m where m.municipality_id = p_municipality and m.user_id = person and m.role = 'administrator';
  perform app.write_log_as(p_successor, p_municipality, 'membership.handed_over', jsonb_build_object('from', p_membership), 1);
end
$$;

-- A municipality begins: p_setup holds `code`, `municipality` and `organisation` (their names). Its person becomes administrator and coordinator. { municipalityId }, or null where
-- the link does not work; once more by the same person changes nothing.
create function app.take_setup_link(p_token text, p_user uuid, p_setup jsonb) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  link app.setup_link;
  given jsonb := app.plain_json(p_setup);
  code text := btrim(given ->> 'code');
  organisation text;
begin
  select s.* into link from app.setup_link s where s.token_hash = app.token_hash(p_token) for update;
  if link.token_hash is null or link.used_by is distinct from p_user and (link.used_at is not null or link.expires_at <= now()) then
    return null;
  elsif link.used_at is not null then
    return json_build_object('municipalityId', link.municipality_id);
  end if;
  perform app.check_keys(given, array['code', 'municipality', 'organisation'], 'The municipality');
  organisation := app.text_in(given, 'organisation', 120);
  if organisation = '' then
    raise exception 'invalid: Name the organisation that you work for.';
  end if;
  perform app.create_municipality(code, app.text_in(given, 'municipality', 120), null);
  insert into public.organisation (municipality_id, id, name, kind) values (code, app.slug_from(organisation), organisation, 'municipality');
  insert into public.membership (municipality_id, user_id, organisation_id, role)
  values (code, p_user, app.slug_from(organisation), 'administrator'), (code, p_user, app.slug_from(organisation), 'coordinator');
  update app.setup_link s set used_at = now(), used_by = p_user, municipality_id = code where s.token_hash = link.token_hash;
  perform app.write_log_as(p_user, code, 'municipality.begun', '{}', 1);
  return json_build_object('municipalityId', code);
end
$$;

create function app.take_token(p_token text, p_user uuid, p_setup jsonb) returns json
  language sql volatile security definer set search_path = ''
as $$
  select case when p_token ~ '^[0-9]{4}-' then app.take_invitation(p_token, p_user) else app.take_setup_link(p_token, p_user, p_setup) end
$$;

-- For the function `join` alone, which makes accounts. p_source is where the request came from.

-- { means } of the token as app.token_means says it, null for a wrong one; { tooMany: true } for who guesses. A link that works is never refused: others behind the same address may have
-- guessed, and 122 bits are not found by waiting less.
create function public.join_look(p_token text, p_source text) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  means json := app.token_means(p_token);
begin
  if means is null and app.too_many_wrong_tokens(p_source) then
    return json_build_object('means', null, 'tooMany', true);
  elsif means is null then
    perform app.note_wrong_token(p_source);
  end if;
  return json_build_object('means', means, 'tooMany', false);
end
$$;

-- The new account takes the token; null where it does not work any more.
create function public.join_take(p_token text, p_user uuid, p_setup jsonb default null) returns json
  language sql volatile security definer set search_path = ''
as $$
  select app.take_token(p_token, p_user, p_setup)
$$;

-- A person with an account takes the token; null where it does not work.
create function public.accept_invitation(p_token text, p_setup jsonb default null) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  answer json;
begin
  if auth.uid() is null or app.session_began() is null then
    raise exception 'not-allowed: Sign in to accept the invitation.';
  end if;
  answer := app.take_token(p_token, auth.uid(), p_setup);
  if answer is null and app.too_many_wrong_tokens('account: ' || auth.uid()) then
    raise exception 'not-allowed: Too many links that do not work. Wait a quarter of an hour.';
  elsif answer is null then
    perform app.note_wrong_token('account: ' || auth.uid());
  end if;
  return answer;
end
$$;

-- The administrator's doors.

-- Whether the caller may invite: an administrator whose session counts.
create function public.may_invite(p_municipality text) returns boolean
  language sql stable security definer set search_path = ''
as $$
  select app.has_role(p_municipality, array['administrator'])
$$;

-- Invites to an organisation, one e-mail address a link, or one link for whoever has it where p_emails is empty: [{ id, email, token, expiresAt }]. p_hands_over: whoever takes it
-- becomes administrator in place of the caller.
create function public.invite_member(p_municipality text, p_organisation text, p_role text, p_emails jsonb default '[]', p_hands_over boolean default false) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  emails jsonb := coalesce(app.plain_json(p_emails), '[]');
  mine uuid;
  one text;
  token text;
  answer jsonb := '[]';
begin
  if not app.has_role(p_municipality, array['administrator']) then
    raise exception 'not-allowed: Only the administrator of the municipality invites.';
  elsif jsonb_typeof(emails) <> 'array' or jsonb_array_length(emails) > 100 or exists (select from jsonb_array_elements(emails) e where jsonb_typeof(e) <> 'string') then
    perform app.refuse_shape('The list of addresses');
  elsif p_hands_over and (p_role is distinct from 'administrator' or jsonb_array_length(emails) > 1) then
    raise exception 'invalid: One person at a time takes over as administrator.';
  end if;
  if p_hands_over then
    select m.id into mine from public.membership m
    where m.municipality_id = p_municipality and m.user_id = auth.uid() and m.role = 'administrator' and m.active order by m.id limit 1;
  end if;
  for one in select distinct lower(btrim(e)) from jsonb_array_elements_text(emails) e union all select null where jsonb_array_length(emails) = 0 order by 1 loop
    -- Who is invited once more gets a new link, and the old one ends.
    delete from public.invitation i
    where i.municipality_id = p_municipality and i.organisation_id = p_organisation and i.role = p_role and i.email = one and i.accepted_at is null;
    token := app.create_invitation(p_municipality, p_organisation, p_role, one, auth.uid(), mine);
    answer := answer || (
      select jsonb_build_object('id', i.id, 'email', i.email, 'token', token, 'expiresAt', extract(epoch from i.expires_at)::bigint)
      from public.invitation i where i.municipality_id = p_municipality and i.token_hash = app.token_hash(token)
    );
  end loop;
  return answer::json;
end
$$;

-- Those that nobody has taken, newest first: [{ id, organisationId, role, email, createdAt, expiresAt, expired, handsOver }]; the address for the administrator alone. Null for others than
-- administrator and coordinator.
create function public.invitations_of(p_municipality text) returns json
  language sql stable security definer set search_path = ''
as $$
  select coalesce(json_agg(json_build_object(
    'id', i.id, 'organisationId', i.organisation_id, 'role', i.role,
    'email', case when app.has_role(p_municipality, array['administrator']) then i.email end,
    'createdAt', extract(epoch from i.created_at)::bigint, 'expiresAt', extract(epoch from i.expires_at)::bigint, 'expired', i.expires_at <= now(),
    'handsOver', i.hands_over is not null
  ) order by i.created_at desc, i.id) filter (where i.id is not null), '[]')
  from (select) one left join public.invitation i on i.municipality_id = p_municipality and i.accepted_at is null
  having app.has_role(p_municipality, array['administrator', 'coordinator'])
$$;

-- Whether one went: the link does not work from now on.
create function public.withdraw_invitation(p_municipality text, p_id uuid) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  gone public.invitation;
begin
  if not app.has_role(p_municipality, array['administrator']) then
    raise exception 'not-allowed: Only the administrator of the municipality withdraws invitations.';
  end if;
  delete from public.invitation i where i.municipality_id = p_municipality and i.id = p_id and i.accepted_at is null returning i.* into gone;
  if gone.id is null then
    return false;
  end if;
  perform app.write_log(p_municipality, 'invitation.withdrawn', jsonb_build_object('organisation', gone.organisation_id, 'role', gone.role), 1);
  return true;
end
$$;

-- A new link with 14 new days; the one before ends: { id, email, token, expiresAt }.
create function public.renew_invitation(p_municipality text, p_id uuid) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  token text := p_municipality || '-' || app.new_token();
  it public.invitation;
begin
  if not app.has_role(p_municipality, array['administrator']) then
    raise exception 'not-allowed: Only the administrator of the municipality invites.';
  end if;
  update public.invitation i set token_hash = app.token_hash(token), expires_at = now() + interval '14 days', created_by = auth.uid()
  where i.municipality_id = p_municipality and i.id = p_id and i.accepted_at is null returning i.* into it;
  if it.id is null then
    raise exception 'not-found: The invitation has been taken or withdrawn. Reload the list.';
  end if;
  perform app.write_log(p_municipality, 'invitation.renewed', jsonb_build_object('organisation', it.organisation_id, 'role', it.role), 1);
  return json_build_object('id', it.id, 'email', it.email, 'token', token, 'expiresAt', extract(epoch from it.expires_at)::bigint);
end
$$;

-- Who is no administrator any more has no open invitations either: a link kept for oneself would be a way back.
create function app.close_invitations() returns trigger
  language plpgsql security definer set search_path = ''
as $$
begin
  if old.role = 'administrator' and not app.administers(old.municipality_id, old.user_id) then
    delete from public.invitation i where i.municipality_id = old.municipality_id and i.created_by = old.user_id and i.accepted_at is null;
  end if;
  return null;
end
$$;
create trigger membership_close_invitations after update or delete on public.membership for each row execute function app.close_invitations();

revoke all on all functions in schema app from public, anon;
revoke all on function app.create_municipality(text, text, jsonb, boolean), app.apply_category_template(text), app.create_invitation(text, text, text, text, uuid, uuid),
  app.create_setup_link(), app.token_means(text), app.take_invitation(text, uuid), app.end_administrator(text, uuid, uuid), app.take_setup_link(text, uuid, jsonb),
  app.take_token(text, uuid, jsonb), app.administers(text, uuid), app.note_wrong_token(text), app.too_many_wrong_tokens(text), app.new_token(), app.close_invitations() from authenticated;
revoke all on function public.join_look(text, text), public.join_take(text, uuid, jsonb) from public, anon, authenticated;
revoke all on function public.save_municipality(text, jsonb), public.may_invite(text), public.accept_invitation(text, jsonb),
  public.invite_member(text, text, text, jsonb, boolean), public.invitations_of(text), public.withdraw_invitation(text, uuid), public.renew_invitation(text, uuid)
  from public, anon;
grant execute on function public.join_look(text, text), public.join_take(text, uuid, jsonb) to service_role;
grant execute on function public.save_municipality(text, jsonb), public.may_invite(text), public.accept_invitation(text, jsonb),
  public.invite_member(text, text, text, jsonb, boolean), public.invitations_of(text), public.withdraw_invitation(text, uuid), public.renew_invitation(text, uuid)
  to authenticated, service_role;
