select shop, status, refresh_expires_at, access_expires_at, refresh_failing_since
from tiktok_authorization
