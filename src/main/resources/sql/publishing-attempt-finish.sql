update publishing_attempt
set outcome = :outcome, remote_code = :remoteCode, request_id = :requestId, answer = :answer, finished_at = :finishedAt,
  resolve_due_at = null
where id = :id
