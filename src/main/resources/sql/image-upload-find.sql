select uri, url, width, height
from image_upload
where shop = :shop and content_hash = :contentHash and use_case = :useCase
