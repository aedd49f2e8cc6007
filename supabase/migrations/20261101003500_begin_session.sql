-- What a session begins with, in one answer: on a slow line each question costs a journey there and back, and three were asked one after the other.

-- As { memberships, setting }, null without a membership: the setting is that of the membership asked for, or of the first one where it is none of the caller's. The purpose is written in the log, unless p_stated names that very membership.
-- Setting null: the caller must show a second factor first, and then nothing is written.
create function public.begin_session(p_membership uuid, p_purpose text, p_stated uuid default null) returns json
  language plpgsql volatile security invoker set search_path = ''
as $$
declare
  memberships json := public.my_memberships();
  mine json;
  setting json;
begin
  select m into mine from json_array_elements(memberships) with ordinality e (m, n) order by (m ->> 'id' = p_membership::text) is true desc, n limit 1;
  if mine is null then
    return null;
  end if;
  setting := public.setting_of(mine ->> 'municipalityId');
  if setting is not null and (mine ->> 'id' = p_stated::text) is not true then
    perform public.state_purpose(mine ->> 'municipalityId', (mine ->> 'id')::uuid, p_purpose);
  end if;
  return json_build_object('memberships', memberships, 'setting', setting);
end
$$;

revoke all on function public.begin_session(uuid, text, uuid) from public, anon;
grant execute on function public.begin_session(uuid, text, uuid) to authenticated, service_role;
