update notice
set due_at = :dueAt, claimed_until = null, tries = tries + 1, given_up_at = :givenUpAt
where id = :id
