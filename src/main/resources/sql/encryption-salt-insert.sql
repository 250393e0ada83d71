insert into encryption_salt (id, salt, created_at)
values (1, :salt, :createdAt)
