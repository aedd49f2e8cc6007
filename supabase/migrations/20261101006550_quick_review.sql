-- The review board's questions, planned once a session: to plan them for each call took as long as to answer them, and longer among hundreds of municipalities. A plan that is kept is made for the
-- average municipality. So that it also serves the one that has half of all reports, reports are looked up one by one (`limit 1` keeps the planner from reading all of the
-- municipality instead) and with a column that the index of times does not hold (or it would read all of that).
create or replace function app.review_list(p_municipality text, p_ids uuid[]) returns json
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
  return (
    with trace as materialized (
      select e.incident_id, json_agg(app.note_json(e) order by e.n) as notes
      from public.review_note e where e.municipality_id = p_municipality and e.incident_id = any (p_ids) group by 1
    )
    select coalesce(json_agg(app.report_json(r.incident) || jsonb_build_object('notes', coalesce(t.notes, '[]')) order by k.n), '[]')
    from unnest(p_ids) with ordinality as k (id, n)
      cross join lateral (select i from public.incident i where i.municipality_id = p_municipality and i.id = k.id limit 1) as r (incident)
      left join trace t on t.incident_id = k.id
  );
end
$$;

create or replace function public.review_queue(p_municipality text) returns json
  language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
  waiting uuid[];
  handled uuid[];
begin
  if not app.has_role(p_municipality, array['coordinator']) then
    return null;
  end if;
  waiting := array(
    select i.id from app.reviewable(p_municipality) i where i.review_state = 'new' and i.duplicate_of is null order by i.created_at, i.id limit 500
  );
  handled := array(
    select i.id
    from (select n.incident_id, max(n.at) as last from public.review_note n
        where n.municipality_id = p_municipality and n.at > now() - interval '7 days' group by 1) k
      cross join lateral (
        select r.id, r.created_at from app.reviewable(p_municipality) r
        where r.id = k.incident_id and (r.review_state <> 'new' or r.duplicate_of is not null) limit 1
      ) i
    order by k.last desc, i.created_at, i.id limit 100
  );
  perform app.write_log(p_municipality, 'review.read', '{}', cardinality(waiting) + cardinality(handled));
  return json_build_object('waiting', app.review_list(p_municipality, waiting), 'handled', app.review_list(p_municipality, handled));
end
$$;

create or replace function public.review_counts(p_municipality text) returns json
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
  if not app.has_role(p_municipality, array['coordinator']) then
    return null;
  end if;
  return json_build_object(
    'waiting', (select count(i.created_at) from app.reviewable(p_municipality) i where i.review_state = 'new' and i.duplicate_of is null),
    'asked', (
      select count(i.created_at)
      from (select distinct n.incident_id from public.review_note n where n.municipality_id = p_municipality and n.kind = 'question') q
        cross join lateral (
          select r.id, r.created_at from app.reviewable(p_municipality) r
          where r.id = q.incident_id and r.review_state = 'new' and r.duplicate_of is null limit 1
        ) i
      where app.is_asked(p_municipality, i.id)
    ),
    'places', (select count(*) from public.place_proposal p where p.municipality_id = p_municipality and p.state = 'proposed'));
end
$$;
