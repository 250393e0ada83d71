select shop, status, refresh_expires_at
from tiktok_authorization
