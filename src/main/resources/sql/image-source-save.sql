merge into image_source t
using (select cast(:shop as varchar(64)) as shop, cast(:urlHash as varchar(64)) as url_hash) s
on t.shop = s.shop and t.url_hash = s.url_hash
when matched then update set
  content_hash = :contentHash, width = :width, height = :height, size_bytes = :sizeBytes, problem_code = :problemCode,
  problem_ja = :problemJa, problem_en = :problemEn, problem_since = :problemSince, fetched_at = :fetchedAt
when not matched then insert
  (shop, url_hash, url, content_hash, width, height, size_bytes, problem_code, problem_ja, problem_en, problem_since,
   fetched_at)
values
  (:shop, :urlHash, :url, :contentHash, :width, :height, :sizeBytes, :problemCode, :problemJa, :problemEn,
   :problemSince, :fetchedAt)
