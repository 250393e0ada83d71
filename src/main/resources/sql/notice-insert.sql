insert into notice (id, way, subject, body, created_at, due_at, tries)
values (:id, :way, :subject, :body, :now, :now, 0)
