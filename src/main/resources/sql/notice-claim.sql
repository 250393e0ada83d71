update notice
set claimed_until = :until
where id = :id
