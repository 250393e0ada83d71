update notice
set sent_at = :now, claimed_until = null, tries = tries + 1
where id = :id
