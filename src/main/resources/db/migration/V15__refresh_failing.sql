-- Since when TikTok's tokens cannot be renewed; null while the last renewal went well.
alter table tiktok_authorization add column refresh_failing_since timestamp(6) with time zone;
