-- Decisions about reports of a municipality are made one at a time: two coordinators who mark each other's report as the same would wait for one another. The function of
-- …_review_decisions.sql moves into schema app, and one that waits for its turn takes its place.

alter function public.review_report(text, uuid, jsonb, integer) rename to decide_report;
alter function public.decide_report(text, uuid, jsonb, integer) set schema app;
revoke all on function app.decide_report(text, uuid, jsonb, integer) from public, anon, authenticated;

create function public.review_report(p_municipality text, p_id uuid, p_change jsonb, p_revision integer) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if app.has_role(p_municipality, array['coordinator']) then
    perform pg_advisory_xact_lock(hashtext('lagesbild review'), hashtext(p_municipality));
  end if;
  return app.decide_report(p_municipality, p_id, p_change, p_revision);
end
$$;

revoke all on function public.review_report(text, uuid, jsonb, integer) from public, anon;
grant execute on function public.review_report(text, uuid, jsonb, integer) to authenticated, service_role;
