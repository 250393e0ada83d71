insert into dead_letter (shop, product_no, stage, route_id, code, kind, field, message_ja, message_en, snapshot,
  mapping_version, attempts, request_ids, first_at, last_at, status)
values (:shop, :productNo, :stage, :routeId, :code, :kind, :field, :ja, :en, :snapshot,
  :mappingVersion, 1, :requestIds, :now, :now, 'PARKED')
