update proposal
set state = :state, fields = :fields, unanswered = :unanswered, group_id = :groupId, group_name = :groupName,
  category_id = :categoryId, content_hash = :contentHash, reason_code = :code, reason_ja = :ja, reason_en = :en,
  answered_at = :now
where shop = :shop and product_no = :productNo and state = 'asking'
