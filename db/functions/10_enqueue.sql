-- The queue's tables belong to the owner and are closed to the roles that serve requests; this is their only door.
create or replace function goen.enqueue(task text, body json, run_at timestamptz, job_key text, max_attempts integer)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform graphile_worker.add_job(task, body, run_at => enqueue.run_at, job_key => enqueue.job_key,
    max_attempts => enqueue.max_attempts);
end $$;
