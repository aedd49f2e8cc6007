-- The ground: PostGIS, the private schema `app`, and doors that are closed until a migration opens them.
-- The roles anon, authenticated and service_role and the schema auth exist before this file: Supabase has them, and
-- supabase/embedded creates them where there is no Supabase.

create schema if not exists extensions;
grant usage on schema extensions to anon, authenticated, service_role;
create extension if not exists postgis with schema extensions;

-- `app` holds rules, not data, and is never exposed through the API.
create schema if not exists app;
revoke all on schema app from public;
grant usage on schema app to authenticated, service_role;

-- Supabase hands every new table, sequence and function in public to anon and authenticated, and PostgreSQL itself lets
-- everybody execute a new function. Here nothing is open unless a migration says so. This comes after the
-- extension, whose functions must stay executable.
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
alter default privileges in schema public revoke all on functions from anon, authenticated;
alter default privileges revoke execute on functions from public;
alter default privileges in schema public grant all on tables to service_role;
alter default privileges in schema public grant all on functions to service_role;
alter default privileges in schema app grant execute on functions to service_role;

revoke create on schema public from public;
grant usage on schema public to anon, authenticated, service_role;
