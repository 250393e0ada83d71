delete from image_upload
where shop = :shop and uri = :uri
