-- Who sees and writes which rows. Nothing is granted to anon; authenticated gets exactly the columns and commands below.
-- Others' incidents are read through the functions of the next migration, which hide what the reader may not see.

grant select on public.municipality, public.area, public.organisation, public.organisation_area, public.membership,
  public.category_group, public.category, public.place to authenticated;

create policy "members see their municipality" on public.municipality for select to authenticated
  using (id in (select app.my_municipalities()));

create policy "members see the areas they work in" on public.area for select to authenticated
  using ((municipality_id, id) in (select municipality_id, area_id from app.my_areas()));

create policy "members see the organisations of their municipality" on public.organisation for select to authenticated
  using (municipality_id in (select app.my_municipalities()));

create policy "members see who works in their areas" on public.organisation_area for select to authenticated
  using ((municipality_id, area_id) in (select municipality_id, area_id from app.my_areas()));

create policy "one sees one's own memberships" on public.membership for select to authenticated
  using (user_id = (select auth.uid()));

create policy "members see the category groups" on public.category_group for select to authenticated
  using (municipality_id in (select app.my_municipalities()));

create policy "members see the categories" on public.category for select to authenticated
  using (municipality_id in (select app.my_municipalities()));

-- A place in no area is seen by those who see every area of the municipality.
create policy "members see the places of their areas" on public.place for select to authenticated
  using (
    (municipality_id, area_id) in (select municipality_id, area_id from app.my_areas())
    or area_id is null and municipality_id in (
      select m.municipality_id from app.my_memberships() m
      where m.role in ('coordinator', 'administrator') or m.organisation_kind in ('police', 'municipality', 'rescue_service')
    )
  );

-- Incidents. Columns that the database decides (area, reporter, review, times of storage) are not granted for writing;
-- reporter_id is an account number that leads to no name through the API.
grant select (municipality_id, id, organisation_id, reporter_id, category_id, area_id, lon, lat, occurred_from, occurred_to, place_type,
  description, police_reported, sharing, review_state, duplicate_of, created_at) on public.incident to authenticated;
grant insert (municipality_id, id, organisation_id, category_id, lon, lat, occurred_from, occurred_to, place_type,
  description, police_reported, sharing) on public.incident to authenticated;
grant update (category_id, lon, lat, occurred_from, occurred_to, place_type, description, police_reported, sharing,
  review_state, duplicate_of) on public.incident to authenticated;
grant delete on public.incident to authenticated;

create policy "one's organisation sees its own incidents" on public.incident for select to authenticated
  using ((municipality_id, organisation_id) in (
    select municipality_id, organisation_id from app.my_memberships(array['reporter', 'viewer', 'coordinator'])
  ));

create policy "the coordinator sees what is shared" on public.incident for select to authenticated
  using (sharing <> 'own_organisation' and municipality_id in (select app.my_municipalities(array['coordinator'])));

create policy "reporters and coordinators report for their organisation" on public.incident for insert to authenticated
  with check ((municipality_id, organisation_id) in (
    select municipality_id, organisation_id from app.my_memberships(array['reporter', 'coordinator'])
  ));

create policy "the coordinator reviews what is shared" on public.incident for update to authenticated
  using (municipality_id in (select app.my_municipalities(array['coordinator'])) and (
    sharing <> 'own_organisation' or (municipality_id, organisation_id) in (
      select municipality_id, organisation_id from app.my_memberships(array['coordinator'])
    )
  ));

create policy "a reporter corrects an own report before review" on public.incident for update to authenticated
  using (reporter_id = (select auth.uid()) and review_state = 'new' and (municipality_id, organisation_id) in (
    select municipality_id, organisation_id from app.my_memberships(array['reporter', 'coordinator'])
  ))
  with check (reporter_id = (select auth.uid()) and review_state = 'new');

-- Undo: one's own report, within a day, as long as no coordinator has handled it. Where nothing is reviewed, and for the coordinator's
-- own reports, which are released at once, the day alone decides.
create policy "one takes back an own report within a day" on public.incident for delete to authenticated
  using (
    reporter_id = (select auth.uid())
    and created_at > now() - interval '24 hours'
    and (municipality_id, organisation_id) in (
      select municipality_id, organisation_id from app.my_memberships(array['reporter', 'coordinator'])
    )
    and (
      review_state = 'new'
      or municipality_id in (select m.id from public.municipality m where not m.review_required)
      or municipality_id in (select app.my_municipalities(array['coordinator']))
    )
  );

-- Check-ins.
grant select (municipality_id, id, organisation_id, area_id, period_from, nothing_to_report, created_at) on public.check_in to authenticated;
grant insert (municipality_id, id, organisation_id, area_id, period_from, nothing_to_report) on public.check_in to authenticated;

create policy "one's organisation sees its own check-ins" on public.check_in for select to authenticated
  using ((municipality_id, organisation_id) in (
    select municipality_id, organisation_id from app.my_memberships(array['reporter', 'viewer', 'coordinator'])
  ));

create policy "the coordinator sees all check-ins" on public.check_in for select to authenticated
  using (municipality_id in (select app.my_municipalities(array['coordinator'])));

create policy "reporters and coordinators check in for their areas" on public.check_in for insert to authenticated
  with check (
    (municipality_id, organisation_id) in (
      select municipality_id, organisation_id from app.my_memberships(array['reporter', 'coordinator'])
    )
    and (municipality_id, area_id) in (select municipality_id, area_id from app.my_areas())
  );
