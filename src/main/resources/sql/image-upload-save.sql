merge into image_upload t
using (select cast(:shop as varchar(64)) as shop, cast(:contentHash as varchar(64)) as content_hash,
    cast(:useCase as varchar(30)) as use_case) s
on t.shop = s.shop and t.content_hash = s.content_hash and t.use_case = s.use_case
when matched then update set uri = :uri, url = :url, width = :width, height = :height, uploaded_at = :uploadedAt
when not matched then insert (shop, content_hash, use_case, uri, url, width, height, uploaded_at)
values (:shop, :contentHash, :useCase, :uri, :url, :width, :height, :uploadedAt)
