-- What a member can see, for the administrator who gave the role: decided by the very functions that decide it for that person, with no row of detail. For as long as this statement
-- runs they are asked as that person; the claims are set for the transaction alone and put back before anything else happens.

-- { roles: [{ organisationId, role, active }], rights, areas, allAreas, sharing: { own, partners, authorities }, words: { all, released }, whoReported, versions: [{ audience,
-- organisationId, pictures }], counts: { since, incidents, own, partners, authorities, words, actions, activities } }: all roles of the person in this municipality together. Logged.
create function public.preview_of_member(p_municipality text, p_membership uuid) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  person uuid;
  since timestamptz := app.midnight(app.today() - 27);
  asked_claims text := coalesce(current_setting('request.jwt.claims', true), '');
  asked_sub text := coalesce(current_setting('request.jwt.claim.sub', true), '');
  me record;
  answer jsonb;
begin
  perform app.must_administer(p_municipality, 'looks at what members see');
  select m.user_id into person from public.membership m where m.municipality_id = p_municipality and m.id = p_membership;
  if person is null then
    raise exception 'not-found: There is no such membership in the municipality. Reload the list of members.';
  end if;
  perform app.write_log(p_municipality, 'membership.previewed', jsonb_build_object('membership', p_membership), 1);
  -- With a second factor, as the person would have after signing in.
  perform set_config('request.jwt.claims', jsonb_build_object('sub', person, 'role', 'authenticated', 'aal', 'aal2', 'iat', extract(epoch from now())::bigint)::text, true),
    set_config('request.jwt.claim.sub', person::text, true);
  select r.* into me from app.reader(p_municipality) r;
  select jsonb_build_object(
    'rights', (
      select jsonb_object_agg(it.name, app.has_role(p_municipality, it.roles))
      from (values ('read', array['reporter', 'viewer', 'coordinator']), ('report', array['reporter', 'coordinator']), ('review', array['coordinator']),
        ('publish', array['coordinator']), ('settle', array['coordinator', 'administrator']), ('administer', array['administrator'])) it (name, roles)
    ),
    'areas', (
      select coalesce(jsonb_agg(a.id order by a.position, a.id), '[]')
      from public.area a where a.municipality_id = p_municipality and a.id = any (me.areas)
    ),
    'allAreas', not exists (select from public.area a where a.municipality_id = p_municipality and a.id <> all (me.areas)) and cardinality(me.organisations) > 0,
    'sharing', jsonb_build_object('own', to_jsonb(me.organisations), 'partners', cardinality(me.organisations) > 0, 'authorities', me.is_authority or me.is_coordinator),
    'words', jsonb_build_object('all', me.is_authority or me.is_coordinator, 'released', cardinality(me.organisations) > 0),
    'whoReported', me.is_coordinator,
    'versions', (
      select coalesce(jsonb_agg(jsonb_build_object('audience', v.audience, 'organisationId', v.organisation_id, 'pictures', v.pictures) order by v.audience, v.organisation_id), '[]')
      from (
        select r.audience, r.organisation_id, count(distinct r.picture_id) as pictures from app.readable_versions(p_municipality) r group by 1, 2
      ) v
    ),
    'counts', (
      select jsonb_build_object('incidents', count(*), 'own', count(*) filter (where i.organisation_id = any (me.organisations)),
        'partners', count(*) filter (where i.sharing = 'partners'), 'authorities', count(*) filter (where i.sharing = 'authorities'),
        'words', count(i.description))
      from app.readable_incidents(p_municipality) i where i.occurred_from >= since
    ) || jsonb_build_object('since', (app.today() - 27)::text,
      'actions', (select count(*) from app.readable_actions(p_municipality)),
      'activities', (
        select count(*) from app.readable_activities(p_municipality) v
          join public.activity a on a.municipality_id = p_municipality and a.id = v.id
        where a.starts_at >= since
      ))
  ) into answer;
  perform set_config('request.jwt.claims', asked_claims, true), set_config('request.jwt.claim.sub', asked_sub, true);
  return (answer || jsonb_build_object('roles', (
    select jsonb_agg(jsonb_build_object('organisationId', m.organisation_id, 'role', m.role, 'active', m.active) order by m.organisation_id, m.role)
    from public.membership m where m.municipality_id = p_municipality and m.user_id = person
  )))::json;
end
$$;

revoke all on function public.preview_of_member(text, uuid) from public, anon;
grant execute on function public.preview_of_member(text, uuid) to authenticated, service_role;
