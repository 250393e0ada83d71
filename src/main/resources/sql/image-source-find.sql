select content_hash, width, height, size_bytes, problem_code, problem_ja, problem_en, problem_since, fetched_at
from image_source
where shop = :shop and url_hash = :urlHash
