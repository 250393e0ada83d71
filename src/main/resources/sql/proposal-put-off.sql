update proposal
set due_at = :dueAt
where shop = :shop and state = 'asking' and due_at < :dueAt
