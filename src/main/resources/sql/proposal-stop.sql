delete from proposal
where shop = :shop and state = 'asking'
