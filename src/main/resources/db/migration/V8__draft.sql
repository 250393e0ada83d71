-- Whether TikTok took the content of published_hash as a draft only, which is on sale for nobody.
alter table listing add column published_as_draft boolean default false not null;
