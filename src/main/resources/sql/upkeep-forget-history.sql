delete from history
where at < :?before
