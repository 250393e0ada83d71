insert into publishing_run (shop, requested_by, dry_run, status, total, started_at, finished_at, result)
values (:shop, :requestedBy, :dryRun, :status, :total, :startedAt, :finishedAt, :result)
