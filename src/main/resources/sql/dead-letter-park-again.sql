update dead_letter
set status = 'PARKED', attempts = attempts + 1, route_id = :routeId, code = :code, kind = :kind, field = :field,
  message_ja = :ja, message_en = :en, snapshot = coalesce(cast(:snapshot as varchar), snapshot),
  mapping_version = coalesce(cast(:mappingVersion as varchar), mapping_version), request_ids = :requestIds, last_at = :now,
  replay_due_at = null
where id = :id
