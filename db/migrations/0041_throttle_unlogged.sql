-- Counters of the throttle are written by every call of the API and worth nothing after a crash: they need not wait for the disk.
ALTER TABLE "rate_limits" SET UNLOGGED;
