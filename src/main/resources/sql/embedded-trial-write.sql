merge into lease (name, owner, until_at)
key (name)
values ('trial-write', 'database', current_timestamp)
