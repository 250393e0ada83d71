merge into proposal t
using (select cast(:shop as varchar(64)) as shop, cast(:productNo as varchar(64)) as product_no) s
on t.shop = s.shop and t.product_no = s.product_no
when matched then update set
  state = 'asking', fields = '[]', unanswered = '[]', category_id = '', reason_code = null, reason_ja = null, reason_en = null,
  due_at = :dueAt
when not matched then insert
  (shop, product_no, state, fields, unanswered, group_id, group_name, category_id, content_hash, due_at)
values
  (:shop, :productNo, 'asking', '[]', '[]', '', '', '', '', :dueAt)
