delete from webhook
where processed_at < :?before
